/* Distances on the ground: a ruler among the buttons of the map, then points (corners.js), with the length of each part
   along the line and their sum beside the ruler. The browser works them out by itself: a page on disk has it too. */
(() => {
  "use strict";
  const { barButton, nameButton, pane, say, state, svg, tellFound, Corners } = window.frontline;

  const RADIUS_KM = 6378.137; // of the equator of WGS 84, and its flattening
  const FLATTENING = 1 / 298.257223563;
  const RADIANS = Math.PI / 180;
  const ROOM_PX = 56; // what the length of a part needs to stand along it

  /* Length of the shortest line between two points, km, on the ellipsoid by Lambert's formula: within some metres. */
  function lengthKm(one, other) {
    const reduced = ({ lat }) => Math.atan((1 - FLATTENING) * Math.tan(lat * RADIANS));
    const [first, second] = [reduced(one), reduced(other)];
    const middle = (first + second) / 2;
    const half = (second - first) / 2;
    const east = ((other.lng - one.lng) * RADIANS) / 2;
    const across = Math.sin(half) ** 2 + Math.cos(first) * Math.cos(second) * Math.sin(east) ** 2;
    if (!across) return 0;
    const angle = 2 * Math.asin(Math.sqrt(Math.min(1, across)));
    const x = ((angle - Math.sin(angle)) * (Math.sin(middle) * Math.cos(half)) ** 2) / Math.cos(angle / 2) ** 2;
    const y = ((angle + Math.sin(angle)) * (Math.cos(middle) * Math.sin(half)) ** 2) / Math.sin(angle / 2) ** 2;
    return RADIUS_KM * (angle - (FLATTENING / 2) * (x + y));
  }

  /* As in "0.85", "12.3" or "1,204". */
  function written(km) {
    const decimals = km < 10 ? 2 : km < 100 ? 1 : 0;
    return km.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  }

  function icon(node) {
    const drawing = svg("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" }, node);
    const strokes = "M2 13.5 13.5 2 18 6.5 6.5 18ZM5 10.5l2 2M8 7.5l3 3M11 4.5l2 2";
    svg("path", { d: strokes, fill: "none", stroke: "currentColor", "stroke-width": 1.5 }, drawing);
  }

  class Ruler {
    constructor(map) {
      this.map = map;
      this.button = barButton(map, "frontline-ruler", () => (this.corners ? this.end() : this.begin()));
      icon(this.button);
      this.relabel = () => this.label(this.corners.sketch.corners);
    }

    name() {
      nameButton(this.button, say("measure"));
      this.button.setAttribute("aria-pressed", String(Boolean(this.corners)));
      if (this.corners) this.tell(this.corners.sketch.corners);
    }

    begin() {
      const { map } = this;
      this.box = L.DomUtil.create("div", "frontline-measured", map.zoomControl.getContainer());
      this.box.style.top = this.button.offsetTop + "px";
      L.DomEvent.disableClickPropagation(this.box);
      this.lengths = L.layerGroup().addTo(map);
      const sketch = { shape: "line", corners: [] };
      this.corners = new Corners(map, {
        sketch,
        drag: say("dragPoint"),
        changed: () => {
          this.tell(sketch.corners);
          this.label(sketch.corners);
        },
        finish: () => {}, // points go on until the reader ends it
        cancel: () => this.end(),
      });
      map.on("zoomend", this.relabel);
      this.button.setAttribute("aria-pressed", "true");
      map.getContainer().focus({ preventScroll: true }); // where Enter and the arrow keys are the map's
    }

    tell(corners) {
      const parts = corners.slice(1).map((corner, number) => lengthKm(corners[number], corner));
      const km = written(parts.reduce((sum, part) => sum + part, 0));
      this.box.textContent = parts.length ? say("total", { km }) : say("measuring");
      const last = written(parts.at(-1) || 0);
      tellFound(this.map, parts.length > 1 ? say("totalAndLast", { km, last }) : this.box.textContent);
    }

    /* Along each part its length, where there is room for it. */
    label(corners) {
      const { map } = this;
      this.lengths.clearLayers();
      corners.slice(1).forEach((corner, number) => {
        const ends = [corners[number], corner].map((end) => map.latLngToLayerPoint(end));
        if (ends[0].distanceTo(ends[1]) < ROOM_PX) return;
        const words = document.createElement("span");
        words.textContent = say("km", { km: written(lengthKm(corners[number], corner)) });
        const icon = L.divIcon({ className: "frontline-length", html: words, iconSize: null });
        const middle = map.layerPointToLatLng(ends[0].add(ends[1]).divideBy(2));
        const look = { icon, pane: pane(map, "sketch") };
        L.marker(middle, { ...look, interactive: false, keyboard: false }).addTo(this.lengths);
      });
    }

    end() {
      this.map.off("zoomend", this.relabel);
      this.corners.remove();
      this.corners = null;
      this.lengths.remove();
      this.box.remove();
      this.button.setAttribute("aria-pressed", "false");
      this.button.focus({ preventScroll: true });
      tellFound(this.map, "");
    }
  }

  /* A ruler on the map, once, in the reader's language. */
  function offerRuler(map) {
    const shared = state(map);
    if (!map.zoomControl) return;
    shared.ruler = shared.ruler || new Ruler(map);
    shared.ruler.name();
  }

  Object.assign(window.frontline, { offerRuler, lengthKm });
})();
