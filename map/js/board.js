/* A board of marks: events each as a symbol, those at one spot fanned out around it; where there are too many in view,
   counts on a grid that is fixed to the ground, so that panning does not reshuffle them. points.js says who has which. */
(() => {
  "use strict";
  const { pane, svg, fit, mark } = window.frontline;

  const NEAR_ZOOM = 9; // below it a spot with many events is one count
  const TILE_PX = 256;
  const FAR = { least: 0.56, perZoom: 0.18 }; // symbols shrink a little on the whole-country view

  /* A layer on a board has spots (lon, lat; x, y: Web Mercator, the whole world from 0 to 1), indicesAt(spot) of the events
     there, styleOf(index), about(index), and dress(node, index), which may mark the symbol of an event. */
  class Board {
    constructor(map, side, name) {
      Object.assign(this, { map, side, layers: [], shown: [] });
      this.prefix = "frontline-symbol-" + name + "-";
    }

    add(layer) {
      if (!this.surface) {
        this.surface = L.svg({ pane: pane(this.map, "points", this.side), padding: 0.2 }).addTo(this.map);
        this.defs = svg("defs", {}, this.surface._container);
        this.sheet = svg("g", { class: "frontline-points" }, this.surface._container);
        this.surface.on("update", this.refresh, this);
      }
      this.layers.push(layer);
      layer.payload.styles.forEach((style, s) => {
        const drawing = svg("g", { id: this.idOf(layer, s), transform: "scale(" + style.size / 24 + ")" }, this.defs);
        svg("path", { d: style.shape, class: "frontline-symbol-edge" }, drawing);
        svg("path", { d: style.shape, fill: style.colour }, drawing);
        if (style.glyph) svg("path", { d: style.glyph, class: "frontline-symbol-glyph" }, drawing);
      });
    }

    idOf(layer, style) {
      return this.prefix + L.stamp(layer) + "-" + style;
    }

    clear() {
      this.surface.off("update", this.refresh, this);
      this.map.removeLayer(this.surface);
      [this.surface, this.shown] = [null, []];
    }

    refresh() {
      const zoom = this.map.getZoom();
      this.worldPx = TILE_PX * Math.pow(2, zoom);
      this.origin = this.map.getPixelOrigin();
      this.scale = Math.max(FAR.least, Math.min(1, 1 - (NEAR_ZOOM - zoom) * FAR.perZoom));
      this.fanned = zoom < NEAR_ZOOM ? this.fannedFar : this.fannedNear;
      const spots = this.inView();
      const symbols = spots.reduce((sum, { count }) => sum + this.symbolsOf(count), 0);
      this.shown = this.arranged(symbols > this.most ? this.grid(spots) : this.fan(spots));
      const drawn = document.createDocumentFragment();
      // leaders first, so that no symbol is struck through
      this.shown.filter((item) => item.from).forEach((item) => {
        const ends = { x1: item.from.x, y1: item.from.y, x2: item.x, y2: item.y };
        svg("line", { ...ends, class: "frontline-leader" }, drawn);
      });
      this.shown.forEach((item) => (item.members ? this.badge(item, drawn) : this.symbol(item, drawn)));
      this.sheet.replaceChildren(drawn);
      mark(this.map); // the chosen event may have moved within its fan
    }

    inView() {
      const { min, max } = this.surface._bounds;
      const spots = [];
      for (const layer of this.layers) {
        for (let spot = 0; spot < layer.x.length; spot++) {
          const x = layer.x[spot] * this.worldPx - this.origin.x;
          const y = layer.y[spot] * this.worldPx - this.origin.y;
          if (x < min.x || x > max.x || y < min.y || y > max.y) continue;
          spots.push({ layer, spot, x, y, count: layer.countAt(spot) });
        }
      }
      return spots;
    }

    gathered(spots, keyOf) {
      const cells = new Map();
      for (const one of spots) {
        const key = keyOf(one);
        let cell = cells.get(key);
        if (!cell) cells.set(key, (cell = { x: 0, y: 0, count: 0, members: [] }));
        cell.x += one.x * one.count;
        cell.y += one.y * one.count;
        cell.count += one.count;
        cell.members.push(one);
      }
      return Array.from(cells.values(), (cell) => ({ ...cell, x: cell.x / cell.count, y: cell.y / cell.count }));
    }

    grid(spots) {
      const cellOf = (one, axis) => Math.floor((one[axis] + this.origin[axis]) / this.cellPx);
      const cells = this.gathered(spots, (one) => cellOf(one, "x") * 1e7 + cellOf(one, "y"));
      return this.apart(cells).flatMap((cell) => (cell.count === 1 ? this.spiral(cell) : [cell]));
    }

    fan(spots) {
      const places = this.gathered(spots, (one) => one.layer.lon[one.spot] + " " + one.layer.lat[one.spot]);
      return places.flatMap((place) => (place.count > this.fanned ? [place] : this.spiral(place)));
    }

    spiral(place) {
      const items = [];
      for (const { layer, spot } of place.members) {
        for (const index of layer.indicesAt(spot)) {
          const size = layer.payload.styles[layer.styleOf(index)].size * this.scale;
          const reach = 0.62 * size * Math.sqrt(items.length);
          const turn = items.length * 2.39996; // golden angle: an even spiral
          const from = items.length ? place : null;
          items.push({ layer, index, size, from, x: place.x + reach * Math.cos(turn), y: place.y + reach * Math.sin(turn) });
        }
      }
      return items;
    }

    symbol({ layer, index, x, y }, sheet) {
      const transform = "translate(" + x.toFixed(1) + " " + y.toFixed(1) + ") scale(" + this.scale + ")";
      const href = "#" + this.idOf(layer, layer.styleOf(index));
      layer.dress(svg("use", { href, transform, class: "frontline-point" }, sheet), index);
    }

    /* The round ground of a count of `size` px; what a board adds comes under the number. */
    badge(item, sheet, size, className = "") {
      item.size = size;
      const transform = "translate(" + item.x.toFixed(1) + " " + item.y.toFixed(1) + ")";
      const badge = svg("g", { transform, class: "frontline-badge" + className }, sheet);
      this.ground(item, badge);
      const n = item.count;
      svg("text", { dy: "0.35em" }, badge).textContent = n < 1000 ? n : (n / 1000).toFixed(n < 9950 ? 1 : 0) + "k";
    }

    hit(latlng, tolerance) {
      const at = this.map.latLngToLayerPoint(latlng);
      let [best, nearest] = [null, Infinity];
      for (const item of this.shown) {
        const distance = Math.hypot(item.x - at.x, item.y - at.y);
        if (distance < nearest && distance <= item.size / 2 + tolerance / 2) [best, nearest] = [item, distance];
      }
      return best && this.aboutItem(best);
    }

    aboutItem(item) {
      return item.members ? this.aboutMany(item) : item.layer.about(item.index);
    }

    marks() {
      return this.shown.map((item) => {
        const { x, y, size, count } = item;
        return { x, y, width: size, height: size, rank: -(count || 1), nameless: count > 1, find: () => this.aboutItem(item) };
      });
    }

    zoomTo(members) {
      const box = L.latLngBounds(members.map(({ layer, spot }) => [layer.lat[spot], layer.lon[spot]]));
      const closest = Math.max(this.map.getZoom() + 2, NEAR_ZOOM + 1);
      if (this.map.getBoundsZoom(box) > closest) {
        return this.map.setView(box.getCenter(), Math.min(closest, this.map.getMaxZoom()));
      }
      return fit(this.map, [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()], true);
    }

    /* A circle around what stands for an event, or around its spot where nothing in view does. */
    outline(layer, index, spot) {
      const item = this.shown.find((one) => (one.members ? this.standsFor(one, layer, spot) : one.layer === layer && one.index === index));
      const at = item ? this.map.layerPointToLatLng([item.x, item.y]) : [layer.lat[spot], layer.lon[spot]];
      const options = { pane: pane(this.map, "points", this.side), interactive: false, fill: false, weight: 3 };
      return L.circleMarker(at, { ...options, radius: (item ? item.size : 18) / 2 + 5, className: "frontline-selected" });
    }

    standsFor({ members }, layer, spot) {
      return members.some((one) => one.layer === layer && one.spot === spot);
    }
  }

  Object.assign(window.frontline, { Board, NEAR_ZOOM });
})();
