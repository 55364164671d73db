/* The credits of the map: on a narrow one behind their name, for their lines would cover a good part of it. */
(() => {
  "use strict";
  const { overMap, say, state } = window.frontline;
  const narrow = window.matchMedia("(max-width: 500px)"); // as in frontline.css

  function begin(map) {
    const text = map.attributionControl.getContainer();
    const fold = document.createElement("details");
    fold.className = "frontline-credits leaflet-control";
    fold.appendChild(document.createElement("summary"));
    text.replaceWith(fold);
    fold.appendChild(text);
    return overMap(map, fold);
  }

  /* `whole`: they are seen whole on a narrow map too, until the reader shuts them. */
  function foldCredits(map, whole) {
    const shared = state(map);
    if (!shared.fold) {
      shared.fold = begin(map);
      narrow.addEventListener("change", () => shared.judgeFold());
    }
    shared.fold.firstElementChild.textContent = say("credits");
    shared.judgeFold = () => (shared.fold.open = !narrow.matches || whole);
    if (shared.wholeCredits !== whole) shared.judgeFold();
    shared.wholeCredits = whole;
  }

  Object.assign(window.frontline, { foldCredits });
})();
