/* Small boxes with a number in them (map/drawables.py). Each stands on its spot or beside it, where it lies on no other
   and, if there is such a place, on no symbol and under no tool; one without room is a bare square, which answers as well. */
(() => {
  "use strict";
  const { kinds, Drawn, decodePath, pane, state, svg, mark, covers } = window.frontline;

  const HEIGHT = 15;
  const PAD = 8;
  const FONT_PX = 11; // as in frontline.css
  const BARE = 7;
  const GAP = 1;
  const FARTHEST = 130; // px that a box stands off its spot
  const ASIDE = [0, 0.5, -0.5, 0.75, -0.75, 1, -1, 1.5, -1.5, 2, -2].flatMap((across) => [0, 1, -1, 2, -2, 3, -3, 4, -4].map((down) => [across, down]));

  const meet = (one, other) =>
    Math.abs(one.x - other.x) < (one.width + other.width) / 2 + GAP &&
    Math.abs(one.y - other.y) < (one.height + other.height) / 2 + GAP;

  const pen = document.createElement("canvas").getContext("2d");

  kinds.chips = Drawn.extend({
    decode(payload) {
      Object.assign(this, payload.at || decodePath(payload.xy));
      this.shown = [];
    },

    show(map) {
      this._map = map;
      this.surface = L.svg({ pane: pane(map, "points", this.side), padding: 0.2 }).addTo(map);
      this.board = svg("g", { class: "frontline-chips" }, this.surface._container);
      this.surface.on("update", this.refresh, this);
      map.on("frontline:arranged frontline:covered frontline:divided", this.refresh, this); // to stand beside what a shared board draws
      this.refresh();
    },

    hide(map) {
      this.surface.off("update", this.refresh, this);
      map.off("frontline:arranged frontline:covered frontline:divided", this.refresh, this);
      map.removeLayer(this.surface);
      this.shown = [];
      map.fire("frontline:counted");
    },

    refresh() {
      this.shown = [];
      const symbols = [...this.symbols(), ...this.covered()];
      pen.font = FONT_PX + "px " + getComputedStyle(this._map.getContainer()).fontFamily;
      const sheet = document.createDocumentFragment();
      for (let index = 0; index < this.lon.length; index++) {
        const { x, y } = this._map.latLngToLayerPoint([this.lat[index], this.lon[index]]);
        const item = this.placed(index, x, y, symbols);
        this.shown.push(item);
        this.draw(item, sheet);
      }
      this.board.replaceChildren(sheet);
      mark(this._map);
      this._map.fire("frontline:counted");
    },

    /* What other layers draw of events on the same side of a divider. */
    symbols() {
      const items = state(this._map).drawn.flatMap((layer) => (layer.side === this.side && layer.payload.level === "points" && layer.shown) || []);
      return items.filter((item) => item.size).map(({ x, y, size }) => ({ x, y, width: size, height: size }));
    },

    covered() {
      return covers(this._map).map(([left, top, right, bottom]) => ({ x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top }));
    },

    placed(index, x, y, symbols) {
      const width = pen.measureText(this.payload.texts[index]).width + PAD;
      const steps = ASIDE.map(([across, down]) => [across * (width + 2 * GAP), down * (HEIGHT + 2 * GAP)]);
      const near = steps.filter((step) => Math.hypot(...step) <= FARTHEST).sort((one, other) => Math.hypot(...one) - Math.hypot(...other));
      const places = near
        .map(([across, down]) => ({ index, x: x + across, y: y + down, width, height: HEIGHT }))
        .filter((place) => this.isWhole(place) && this.shown.every((other) => !meet(place, other)));
      const free = places.find((place) => symbols.every((symbol) => !meet(place, symbol)));
      return free || places[0] || { index, x, y, width: BARE, height: BARE, bare: true };
    },

    /* Whether no divider cuts it. */
    isWhole({ x, width }) {
      const half = this.side && state(this._map).halfOf?.(this.side);
      return !half || (x - width / 2 >= half[0] && x + width / 2 <= half[1]);
    },

    draw(item, sheet) {
      const style = this.payload.styles[this.payload.style[item.index]];
      const transform = "translate(" + item.x.toFixed(1) + " " + item.y.toFixed(1) + ")";
      const node = svg("g", { transform, class: "frontline-chip" }, sheet);
      if (this.refs && this.refs[item.index]) node.dataset.ref = this.refs[item.index];
      const { width, height } = item;
      const look = { fill: style.fill, stroke: style.colour, "stroke-dasharray": style.dash || "none" };
      svg("rect", { x: -width / 2, y: -height / 2, width, height, ...look }, node);
      if (item.bare) return;
      svg("text", { dy: "0.35em", fill: style.colour }, node).textContent = this.payload.texts[item.index];
    },

    hit(latlng, tolerance) {
      if (!this.speaks()) return null;
      const { x, y } = this._map.latLngToLayerPoint(latlng);
      const reach = tolerance / 2 - GAP;
      const under = { x, y, width: 2 * reach, height: 2 * reach };
      const away = (item) => Math.hypot(item.x - x, item.y - y);
      const near = this.shown.filter((item) => meet(item, under)).sort((one, other) => away(one) - away(other));
      return near.length ? this.about(near[0].index) : null;
    },

    marks() {
      if (!this.speaks()) return [];
      return this.shown.map(({ index, x, y, width, height }) => ({ x, y, width, height, rank: 0, find: () => this.about(index) }));
    },

    /* What of the map it covers, for names to stand beside. */
    boxes() {
      return this.shown.map(({ x, y, width, height }) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2]);
    },

    outline(index) {
      const item = this.shown[index];
      const at = this._map.layerPointToLatLng([item.x, item.y]);
      const options = { pane: pane(this._map, "points", this.side), interactive: false, fill: false, weight: 3 };
      return L.circleMarker(at, { ...options, radius: item.width / 2 + 4, className: "frontline-selected" });
    },
  });
})();
