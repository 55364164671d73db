/* A page on disk: the map of the dashboard, drawn by the same code, with switches, legend and figures around it. */
(() => {
  "use strict";
  const { kinds, draw, fit, view, mark, state, answer, atTop, textBlock } = window.frontline;
  const data = JSON.parse(document.getElementById("frontline-data").textContent);
  const root = document.documentElement;
  const map = (window.map = L.map("map", data.options));
  const all = (selector) => [...document.querySelectorAll(selector)];
  const off = new Set();
  let still = [];
  let popup = null;
  let playback = null;

  /* --- what is drawn --- */

  function drawStill() {
    still.forEach((group) => map.removeLayer(group));
    const wanted = data.languages[root.dataset.language].still.filter(([layer]) => !off.has(layer));
    still = wanted.map(([, kind, number]) => {
      const group = L.layerGroup().addTo(map);
      draw(group, kind, data.payloads[number]);
      return group;
    });
  }

  function drawDays() {
    if (playback) map.removeLayer(playback);
    playback = new kinds.playback(data.languages[root.dataset.language].playback);
    map.addLayer(playback);
    playback.without(off);
  }

  function choose(language) {
    root.dataset.language = language;
    root.lang = language === "ar" ? "ar" : "en";
    root.dir = language === "ar" ? "rtl" : "ltr";
    all("[data-choose]").forEach((one) => one.setAttribute("aria-pressed", one.dataset.choose === language));
    drawStill();
    drawDays();
  }

  /* --- what stands beside it --- */

  function showDay() {
    const { at } = playback;
    const day = playback.days[at];
    data.figures.length &&
      all("[data-figure]").forEach((node, number) => (node.textContent = data.figures[number][at]));
    all("[data-steps]").forEach((line) => (line.hidden = !line.dataset.steps.split(" ").includes(String(at))));
    for (const id of ["figures-day", "day-shown"]) document.getElementById(id).textContent = day.words;
    if (popup && popup.ref) tell(popup.ref, popup.getLatLng(), false);
  }

  function switched(box) {
    const { layer } = box.closest("[data-layer]").dataset;
    box.checked ? off.delete(layer) : off.add(layer);
    drawStill();
    playback.without(off);
  }

  /* --- what is answered --- */

  const tellDetails = window.frontlineDetails(data.details, (text) => playback.fill(text));

  /* Ground belongs to the place it is nearest to, under whatever is drawn on it. */
  function placeAt(latlng) {
    const found = atTop(map, latlng, 0, (one) => /^place:/.test(one.ref || ""));
    return found && found.ref;
  }

  function tell(ref, latlng, moves) {
    const content = tellDetails(ref, playback.at);
    if (!content) return false;
    open(latlng, content, moves);
    popup.ref = ref;
    state(map).selected = ref;
    mark(map);
    return true;
  }

  function open(latlng, content, moves) {
    const { x, y } = map.getSize();
    if (popup && !moves) return popup.setContent(content);
    if (popup) map.closePopup(popup);
    popup = L.popup({
      className: "frontline-popup",
      minWidth: Math.min(300, x - 60),
      maxWidth: Math.min(380, x - 60),
      maxHeight: Math.max(160, Math.min(460, y * 0.62)),
      autoPanPadding: [12, 12],
    });
    popup.setLatLng(latlng).setContent(content).openOn(map);
    popup.options.autoPan = false; // a later day changes its text and leaves the map where it is
  }

  map.on("frontline:asked", ({ latlng, found }) => {
    if (!found) return;
    const ref = /^(event|crossing|place):/.test(found.ref) ? found.ref : placeAt(latlng);
    if (!(ref && tell(ref, latlng, true)) && found.tip) open(latlng, textBlock(found.tip), true);
  });
  map.on("popupclose", (event) => {
    if (event.popup !== popup) return;
    popup = null;
    state(map).selected = null;
    mark(map);
  });
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== map.getContainer()) return;
    answer(map, map.getCenter());
    if (popup && popup.getElement()) popup.getElement().querySelector(".details, .leaflet-popup-content").focus();
  });

  /* --- print: the map takes the size it has on paper, and shows what it showed --- */

  let before = null;
  window.addEventListener("beforeprint", () => {
    before = { bounds: map.getBounds(), center: map.getCenter(), zoom: map.getZoom() };
    root.classList.add("printing");
    map.invalidateSize({ pan: false, animate: false });
    map.fitBounds(before.bounds, { animate: false });
  });
  window.addEventListener("afterprint", () => {
    root.classList.remove("printing");
    map.invalidateSize({ pan: false, animate: false });
    if (before) map.setView(before.center, before.zoom, { animate: false });
    before = null;
  });

  map.on("frontline:day", showDay);
  L.control.scale({ imperial: false }).addTo(map);
  fit(map, data.home, false);
  if (data.cells) draw(L.layerGroup().addTo(map), "areas", data.cells);
  all("[data-choose]").forEach((one) => one.addEventListener("click", () => choose(one.dataset.choose)));
  all("[data-layer] input").forEach((box) => box.addEventListener("change", () => switched(box)));
  view(map, { theme: data.theme, credits: [], selected: null, fly: null });
  choose(data.language);
})();
