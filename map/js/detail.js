/* Shapes come as finely as a zoom shows them, and the names it has room for (map/detail.py): who goes nearer than that is
   sent finer ones, and more. */
(() => {
  "use strict";
  const { state, tell } = window.frontline;

  function ask(map) {
    const shared = state(map);
    if (map.getZoom() <= shared.finest || shared.asksFiner) return;
    shared.asksFiner = true;
    tell("zoom", { zoom: map.getZoom() });
  }

  /* Told with each drawing, `finest`: the zoom up to which it is fine enough. Where it still is not, what was asked has
     been lost (the page takes the last thing the map told alone) and is asked again. */
  function refine(map, finest) {
    const shared = state(map);
    if (shared.finest === undefined) map.on("zoomend", () => ask(map));
    shared.finest = finest;
    shared.asksFiner = false;
    ask(map);
  }

  Object.assign(window.frontline, { refine });
})();
