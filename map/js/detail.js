/* Shapes come as finely as a zoom shows them (map/detail.py): who goes nearer than that is sent finer ones, once. */
(() => {
  "use strict";
  const { state, tell } = window.frontline;

  function ask(map) {
    const shared = state(map);
    if (map.getZoom() <= shared.finest || shared.finerThan === shared.finest) return;
    shared.finerThan = shared.finest;
    tell("zoom", { zoom: map.getZoom() });
  }

  /* `finest`: the zoom up to which what is drawn now is fine enough. */
  function refine(map, finest) {
    const shared = state(map);
    if (shared.finest === undefined) map.on("zoomend", () => ask(map));
    shared.finest = finest;
    ask(map);
  }

  Object.assign(window.frontline, { refine });
})();
