/* What lies on top of the map and hides it: the tools in its frame, and the legend that the page sets over it. */
(() => {
  "use strict";
  const { state } = window.frontline;
  const TOOLS = ".leaflet-control, .frontline-draw, .frontline-player, .frontline-stamp, .frontline-day";
  const LEGEND = ".st-key-legend";
  const WATCH_MS = 500; // the page opens and shuts the legend without a word to the map

  const visible = (node) => node.getClientRects().length > 0;

  /* Boxes of these, px from the upper left corner of the map. */
  function boxes(map) {
    const { left, top } = map.getContainer().getBoundingClientRect();
    const frame = window.frameElement ? window.frameElement.getBoundingClientRect() : { left: 0, top: 0 };
    const page = window.frameElement ? window.parent.document : document;
    const found = [
      ...[...map.getContainer().querySelectorAll(TOOLS)].map((node) => [node, left, top]),
      ...[...page.querySelectorAll(LEGEND)].map((node) => [node, left + frame.left, top + frame.top]),
    ];
    return found.filter(([node]) => visible(node)).map(([node, x, y]) => {
      const box = node.getBoundingClientRect();
      return [box.left - x, box.top - y, box.right - x, box.bottom - y].map(Math.round);
    });
  }

  /* Says "frontline:covered" when another part of the map is hidden than before. */
  function watch(map) {
    state(map).covers = boxes(map).join();
    const timer = setInterval(() => {
      if (!map.getContainer().isConnected) return clearInterval(timer);
      const now = boxes(map).join();
      if (now === state(map).covers) return;
      state(map).covers = now;
      map.fire("frontline:covered");
    }, WATCH_MS);
  }

  /* The boxes that are hidden, in the points of the layers: [left, top, right, bottom] each. */
  function covers(map) {
    if (state(map).covers === undefined) watch(map);
    const corner = map.containerPointToLayerPoint([0, 0]);
    return boxes(map).map(([left, top, right, bottom]) => [left + corner.x, top + corner.y, right + corner.x, bottom + corner.y]);
  }

  Object.assign(window.frontline, { covers });
})();
