/* Symbols for points. Few in view: each its own symbol, those at one spot fanned out around it.
   Many in view: counts on a grid that is fixed to the ground, so panning does not reshuffle them. */
(() => {
  "use strict";
  const { kinds, Drawn, decodePath, pane, svg, fit, mark } = window.frontline;

  const MOST_SYMBOLS = 2000;
  const CELL_PX = 56;
  const FAN_ALL_FROM_ZOOM = 9; // below it, a spot with many points is one badge
  const MOST_FANNED_FAR = 7;
  const TILE_PX = 256;
  const FAR = { zoom: 9, least: 0.56, perZoom: 0.18 }; // symbols shrink a little on the whole-country view

  kinds.points = Drawn.extend({
    decode(payload) {
      const { lon, lat } = payload.at || decodePath(payload.xy);
      const count = lon.length;
      Object.assign(this, { lon, lat, x: new Float64Array(count), y: new Float64Array(count) });
      this.rank = new Uint32Array(count); // how many earlier points share this spot
      this.spot = new Array(count);
      const spots = new Map();
      for (let i = 0; i < count; i++) {
        this.x[i] = (lon[i] + 180) / 360; // Web Mercator, whole world = 0..1
        this.y[i] = 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat[i] * Math.PI) / 360)) / (2 * Math.PI);
        const key = lon[i] + " " + lat[i];
        if (!spots.has(key)) spots.set(key, []);
        this.spot[i] = spots.get(key);
        this.rank[i] = this.spot[i].length;
        this.spot[i].push(i);
      }
    },

    show(map) {
      this._map = map;
      this.shown = [];
      this.surface = L.svg({ pane: pane(map, "points", this.side), padding: 0.2 });
      this.surface.addTo(map);
      const box = this.surface._container;
      const defs = svg("defs", {}, box);
      this.prefix = "frontline-symbol-" + L.stamp(this) + "-";
      this.payload.styles.forEach((style, s) => {
        const drawing = svg("g", { id: this.prefix + s, transform: "scale(" + style.size / 24 + ")" }, defs);
        svg("path", { d: style.shape, class: "frontline-symbol-edge" }, drawing);
        svg("path", { d: style.shape, fill: style.colour }, drawing);
        if (style.glyph) svg("path", { d: style.glyph, class: "frontline-symbol-glyph" }, drawing);
      });
      this.board = svg("g", { class: "frontline-points" }, box);
      this.surface.on("update", this.refresh, this);
      this.refresh();
    },

    hide(map) {
      this.surface.off("update", this.refresh, this);
      map.removeLayer(this.surface);
    },

    refresh() {
      const map = this._map;
      const scale = TILE_PX * Math.pow(2, map.getZoom());
      const origin = map.getPixelOrigin();
      const { min, max } = this.surface._bounds;
      this.scale = Math.max(FAR.least, Math.min(1, 1 - (FAR.zoom - map.getZoom()) * FAR.perZoom));
      const inView = [];
      for (let i = 0; i < this.x.length; i++) {
        const x = this.x[i] * scale - origin.x;
        const y = this.y[i] * scale - origin.y;
        if (x >= min.x && x <= max.x && y >= min.y && y <= max.y) inView.push(i);
      }
      this.shown = inView.length > MOST_SYMBOLS ? this.grid(inView, scale, origin) : this.fan(inView, scale, origin);
      const sheet = document.createDocumentFragment();
      // leaders first, so that no symbol is struck through
      this.shown.forEach((item) => {
        if (item.from) {
          const ends = { x1: item.from.x, y1: item.from.y, x2: item.x, y2: item.y };
          svg("line", { ...ends, class: "frontline-leader" }, sheet);
        }
      });
      this.shown.forEach((item) => this.place(item, sheet));
      this.board.replaceChildren(sheet);
      mark(map); // the chosen point may have moved within its fan
    },

    fan(indices, scale, origin) {
      const far = this._map.getZoom() < FAN_ALL_FROM_ZOOM;
      const items = [];
      for (const i of indices) {
        const spot = this.spot[i];
        const at = { x: this.x[i] * scale - origin.x, y: this.y[i] * scale - origin.y };
        if (far && spot.length > MOST_FANNED_FAR) {
          if (this.rank[i] === 0) items.push({ ...at, members: spot });
          continue;
        }
        const size = this.sizeOf(i);
        const reach = 0.62 * size * Math.sqrt(this.rank[i]);
        const turn = this.rank[i] * 2.39996; // golden angle: an even spiral
        const moved = { x: at.x + reach * Math.cos(turn), y: at.y + reach * Math.sin(turn) };
        items.push({ ...moved, index: i, size, from: this.rank[i] ? at : null });
      }
      return items;
    },

    grid(indices, scale, origin) {
      const cells = new Map();
      for (const i of indices) {
        const x = this.x[i] * scale;
        const y = this.y[i] * scale;
        const key = Math.floor(x / CELL_PX) + ":" + Math.floor(y / CELL_PX);
        let cell = cells.get(key);
        if (!cell) cells.set(key, (cell = { x: 0, y: 0, members: [] }));
        cell.x += x - origin.x;
        cell.y += y - origin.y;
        cell.members.push(i);
      }
      return Array.from(cells.values(), (cell) => {
        const n = cell.members.length;
        const at = { x: cell.x / n, y: cell.y / n };
        if (n > 1) return { ...at, members: cell.members };
        const index = cell.members[0];
        return { ...at, index, size: this.sizeOf(index) };
      });
    },

    sizeOf(index) {
      return this.payload.styles[this.payload.style[index]].size * this.scale;
    },

    place(item, sheet) {
      const transform = "translate(" + item.x.toFixed(1) + " " + item.y.toFixed(1) + ")";
      if (!item.members) {
        const drawing = { transform: transform + " scale(" + this.scale + ")", class: "frontline-point" };
        const href = "#" + this.prefix + this.payload.style[item.index];
        const node = svg("use", { href, ...drawing }, sheet);
        const faint = this.payload.faint ? this.payload.faint[item.index] : 0; // 1: only possible, 2: past
        if (faint) node.classList.add(faint === 2 ? "frontline-past" : "frontline-possible");
        if (this.refs && this.refs[item.index]) node.dataset.ref = this.refs[item.index];
        return;
      }
      const n = item.members.length;
      item.size = 22 + 4 * Math.log10(n);
      const badge = svg("g", { transform, class: "frontline-badge" }, sheet);
      const disc = svg("circle", { r: item.size / 2 }, badge);
      if (this.payload.badge) disc.style.fill = this.payload.badge;
      svg("text", { dy: "0.35em" }, badge).textContent = n < 1000 ? n : (n / 1000).toFixed(n < 9950 ? 1 : 0) + "k";
    },

    hit(latlng, tolerance) {
      if (!this.speaks()) return null;
      const at = this._map.latLngToLayerPoint(latlng);
      let best = null;
      let nearest = Infinity;
      for (const item of this.shown) {
        const distance = Math.hypot(item.x - at.x, item.y - at.y);
        if (distance < nearest && distance <= item.size / 2 + tolerance / 2) [best, nearest] = [item, distance];
      }
      if (!best) return null;
      if (!best.members) return this.about(best.index);
      return { tip: best.members.length + " " + this.payload.many, zoomTo: () => this.zoomTo(best.members) };
    },

    zoomTo(members) {
      const map = this._map;
      const box = L.latLngBounds(members.map((i) => [this.lat[i], this.lon[i]]));
      const closest = Math.max(map.getZoom() + 2, FAN_ALL_FROM_ZOOM + 1);
      if (map.getBoundsZoom(box) > closest) return map.setView(box.getCenter(), Math.min(closest, map.getMaxZoom()));
      return fit(map, [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()], true);
    },

    outline(index) {
      const item = this.shown.find((one) => one.index === index);
      const at = item ? this._map.layerPointToLatLng([item.x, item.y]) : [this.lat[index], this.lon[index]];
      const radius = (item ? item.size : 18) / 2 + 5;
      const options = { pane: pane(this._map, "points"), interactive: false, fill: false, weight: 3 };
      return L.circleMarker(at, { ...options, radius, className: "frontline-selected" });
    },
  });
})();
