/* A page on disk: the map of the dashboard, drawn by the same code, with switches, legend and figures around it. */
(() => {
  "use strict";
  const { kinds, draw, fit, view, mark, point, state, atTop, textBlock, signs, nameButton } = window.frontline;
  const data = JSON.parse(document.getElementById("frontline-data").textContent);
  const NARROW_PX = 500;
  const root = document.documentElement;
  const map = (window.map = L.map("map", data.options));
  const all = (selector) => [...document.querySelectorAll(selector)];
  const off = new Set();
  state(map); // its listeners come first: a key has been answered when this page hears of it
  let still = [];
  let popup = null;
  let pressed = null; // what had the focus when the popup was opened by key
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
    const { playback: own, drawn } = data.languages[root.dataset.language];
    const alike = Object.entries(drawn).map(([part, number]) => [part, data.payloads[number]]);
    playback = new kinds.playback({ ...own, ...Object.fromEntries(alike) });
    map.addLayer(playback);
    playback.without(off);
  }

  function choose(language) {
    root.dataset.language = language;
    const { words, spoken, way } = data.languages[language];
    Object.assign(root, { lang: spoken, dir: way });
    view(map, { title: document.title, theme: data.theme, words, credits: [], selected: state(map).selected, found: "", fly: null });
    all("[data-choose]").forEach((one) => one.setAttribute("aria-pressed", one.dataset.choose === language));
    drawStill();
    drawDays();
  }

  /* --- what stands beside it --- */

  function showDay() {
    const { at } = playback;
    const day = playback.days[at];
    all("[data-figure]").forEach((node, number) => (node.textContent = data.figures[number][at]));
    showLegend();
    for (const id of ["figures-day", "day-shown"]) signs.say(document.getElementById(id), day.stamp);
    if (popup && popup.ref) tell(popup.ref, popup.getLatLng(), false);
  }

  /* Each line on the steps on which it is drawn; a party without a sample that is drawn is left out. */
  function showLegend() {
    const drawn = ({ steps, of }) => (!steps || steps.split(" ").includes(String(playback.at))) && !off.has(of);
    all(".legend :is([data-steps], [data-of])").forEach((node) => (node.hidden = !drawn(node.dataset)));
    all(".parties li:has([data-of])").forEach((line) => (line.hidden = !line.querySelector("[data-of]:not([hidden])")));
  }

  function switched(box) {
    const { layer } = box.closest("[data-layer]").dataset;
    box.checked ? off.delete(layer) : off.add(layer);
    drawStill();
    playback.without(off);
    showLegend();
  }

  /* --- what is answered --- */

  const tellIn = Object.fromEntries(
    Object.entries(data.details).map(([spoken, details]) => [
      spoken,
      window.frontlineDetails(details, data.languages[spoken], (text) => playback.fill(text)),
    ]),
  );
  const tellDetails = (ref, at) => (tellIn[data.languages[root.dataset.language].spoken] || Object.values(tellIn)[0])(ref, at);

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

  /* From where to where, px from the top, a popup is hidden by nothing that lies on the map. */
  function clear(narrow) {
    const box = map.getContainer().getBoundingClientRect();
    const edge = (selector, side, otherwise) => {
      const node = map.getContainer().querySelector(selector);
      return node && node.offsetParent ? node.getBoundingClientRect()[side] - box.top : otherwise;
    };
    const under = [".frontline-stamp", ...(narrow ? [".leaflet-control-zoom"] : [])];
    const top = Math.max(...under.map((selector) => edge(selector, "bottom", 0)));
    return [top + 8, edge(".frontline-player", "top", box.height) - 8];
  }

  function open(latlng, content, moves) {
    content.tabIndex = -1; // a reader without a mouse is led to it
    if (popup && !moves) return popup.setContent(content);
    if (popup) map.closePopup(popup);
    state(map).pointer = null; // what pointing at it would say is said by the popup
    point(map);
    const width = map.getSize().x;
    const [top, bottom] = clear(width < NARROW_PX);
    popup = L.popup({
      className: "frontline-popup",
      minWidth: Math.min(300, width - 60),
      maxWidth: Math.min(380, width - 60),
      maxHeight: Math.max(160, Math.min(460, bottom - top - 50)),
      autoPanPaddingTopLeft: [12, top],
      autoPanPaddingBottomRight: [12, map.getSize().y - bottom],
    });
    popup.setLatLng(latlng).setContent(content).openOn(map);
    nameButton(popup.getElement().querySelector(".leaflet-popup-close-button"), window.frontline.words.close);
    popup.options.autoPan = false; // a later day changes its text and leaves the map where it is
  }

  map.on("frontline:asked", ({ latlng, found }) => {
    if (!found) return;
    const ref = /^(event|crossing|place):/.test(found.ref) ? found.ref : placeAt(latlng);
    if (!(ref && tell(ref, latlng, true)) && found.tip) open(latlng, textBlock(found.tip), true);
  });
  map.on("popupclose", (event) => {
    if (event.popup !== popup) return;
    popup = pressed = null;
    state(map).selected = null;
    mark(map);
  });
  map.getContainer().addEventListener("keydown", (event) => {
    const box = map.getContainer();
    const ofMap = event.target === box || event.target.matches(".frontline-mark-focus");
    if (event.key === "Enter" || (event.key === " " && event.target !== box)) {
      if (!popup || !ofMap) return;
      pressed = event.target;
      popup.getContent().focus();
    } else if (event.key === "Escape" && popup) {
      const back = !ofMap && pressed && pressed.isConnected ? pressed : box;
      map.closePopup(popup);
      back.focus({ preventScroll: true });
    }
  });

  /* --- print: the map takes the size it has on paper, and shows what it showed --- */

  let before = null;
  window.addEventListener("beforeprint", () => {
    const bounds = map.getBounds();
    before = { center: map.getCenter(), zoom: map.getZoom(), zoomSnap: map.options.zoomSnap };
    map.options.zoomSnap = 0; // to fill the paper, whatever zoom that takes
    root.classList.add("printing");
    map.invalidateSize({ pan: false, animate: false }); // shows the area of the page, if the reader has not moved
    if (!state(map).fitted) map.fitBounds(bounds, { animate: false });
  });
  window.addEventListener("afterprint", () => {
    if (!before) return;
    root.classList.remove("printing");
    map.options.zoomSnap = before.zoomSnap;
    map.invalidateSize({ pan: false, animate: false });
    if (!state(map).fitted) map.setView(before.center, before.zoom, { animate: false });
    before = null;
  });

  map.on("frontline:day", showDay);
  fit(map, data.home, false);
  if (data.cells) draw(L.layerGroup().addTo(map), "areas", data.cells);
  all("[data-choose]").forEach((one) => one.addEventListener("click", () => choose(one.dataset.choose)));
  all("[data-layer] input").forEach((box) => box.addEventListener("change", () => switched(box)));
  choose(data.language);
})();
