/* Events by the hundred thousand (layers/drawables.py). One board a map counts what is in view of all layers of events
   together, so that their counts do not lie on top of each other; another does so for those known to a region only. */
(() => {
  "use strict";
  const { kinds, Drawn, state, pane, svg, fit, mark, unpack, unpackSpots } = window.frontline;

  const MOST_SYMBOLS = 500;
  const CELL_PX = 72;
  const NEAR_ZOOM = 9; // from here on a place with many events is asked about, below it is zoomed to
  const FANNED_FAR = 6;
  const FANNED_NEAR = 20;
  const TILE_PX = 256;
  const FAR = { least: 0.56, perZoom: 0.18 }; // symbols shrink a little on the whole-country view

  const spell = (count, words) => count.toLocaleString("en") + " " + words;

  const radiusOf = (count) => 8.5 + 2.2 * Math.log10(count);

  /* Where a count may step aside to, in its own size, the nearest first. */
  const RING_AROUND = [[0, 0]];
  for (const reach of [0.6, 1, 1.4, 1.8]) {
    for (let turn = 0; turn < 12; turn++) {
      RING_AROUND.push([reach * Math.cos((turn * Math.PI) / 6), reach * Math.sin((turn * Math.PI) / 6)]);
    }
  }

  class Board {
    constructor(map, name, side) {
      Object.assign(this, { map, side, layers: [], shown: [], waiting: false });
      this.prefix = "frontline-" + name + "-" + L.stamp(map) + "-";
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
        const id = this.prefix + L.stamp(layer) + "-" + s;
        const drawing = svg("g", { id, transform: "scale(" + style.size / 24 + ")" }, this.defs);
        svg("path", { d: style.shape, class: "frontline-symbol-edge" }, drawing);
        svg("path", { d: style.shape, fill: style.colour }, drawing);
        if (style.glyph) svg("path", { d: style.glyph, class: "frontline-symbol-glyph" }, drawing);
      });
      this.soon();
    }

    remove(layer) {
      this.layers.splice(this.layers.indexOf(layer), 1);
      this.soon();
    }

    /* Once for all layers that come and go together. */
    soon() {
      if (this.waiting) return;
      this.waiting = true;
      queueMicrotask(() => {
        this.waiting = false;
        if (this.layers.length) return this.refresh();
        this.surface.off("update", this.refresh, this);
        this.map.removeLayer(this.surface);
        [this.surface, this.shown] = [null, []];
      });
    }

    refresh() {
      const zoom = this.map.getZoom();
      this.worldPx = TILE_PX * Math.pow(2, zoom);
      this.origin = this.map.getPixelOrigin();
      this.scale = Math.max(FAR.least, Math.min(1, 1 - (NEAR_ZOOM - zoom) * FAR.perZoom));
      this.fanned = zoom < NEAR_ZOOM ? FANNED_FAR : FANNED_NEAR;
      const inView = this.inView();
      this.shown = inView.symbols > MOST_SYMBOLS ? this.grid(inView.spots) : this.fan(inView.spots);
      if (this.over) this.shown = this.stepAside(this.shown);
      const drawn = document.createDocumentFragment();
      this.shown.filter((item) => item.from).forEach((item) => {
        const ends = { x1: item.from.x, y1: item.from.y, x2: item.x, y2: item.y };
        svg("line", { ...ends, class: "frontline-leader" }, drawn);
      });
      // the largest counts last: they are read first
      this.shown.sort((one, other) => (one.count || 0) - (other.count || 0));
      this.shown.forEach((item) => (item.members ? this.badge(item, drawn) : this.symbol(item, drawn)));
      this.sheet.replaceChildren(drawn);
      if (this.under) this.under.soon();
      mark(this.map);
      this.map.fire("frontline:counted");
    }

    /* Counts of events known to a region only stand beside the others, each with a line to its place. */
    stepAside(items) {
      const taken = this.over.shown.filter((item) => item.members).map((item) => ({ ...item }));
      for (const item of items) {
        item.size = item.members ? 2 * radiusOf(item.count) + 6 : item.size;
        const clear = (x, y) => taken.every((o) => Math.hypot(o.x - x, o.y - y) > (o.size + item.size) / 2);
        const found = RING_AROUND.map(([x, y]) => [item.x + x * item.size, item.y + y * item.size]).find((at) => clear(...at));
        if (found && (found[0] !== item.x || found[1] !== item.y)) {
          item.from = { x: item.x, y: item.y };
          [item.x, item.y] = found;
        }
        taken.push(item);
      }
      return items;
    }

    inView() {
      const { min, max } = this.surface._bounds;
      const spots = [];
      let symbols = 0;
      for (const layer of this.layers) {
        for (let i = 0; i < layer.x.length; i++) {
          const x = layer.x[i] * this.worldPx - this.origin.x;
          const y = layer.y[i] * this.worldPx - this.origin.y;
          if (x < min.x || x > max.x || y < min.y || y > max.y) continue;
          const count = layer.first[i + 1] - layer.first[i];
          spots.push({ layer, spot: i, x, y, count });
          symbols += count > this.fanned ? 1 : count;
        }
      }
      return { spots, symbols };
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

    /* Counts on a grid that is fixed to the ground, so that panning does not reshuffle them. */
    grid(spots) {
      const cellOf = (one, axis) => Math.floor((one[axis] + this.origin[axis]) / CELL_PX);
      const cells = this.gathered(spots, (one) => cellOf(one, "x") * 1e7 + cellOf(one, "y"));
      return this.unpiled(cells).flatMap((cell) => (cell.count === 1 ? this.spiral(cell) : [cell]));
    }

    /* Cells whose counts would lie on each other become one, the larger taking in the smaller. */
    unpiled(cells) {
      const kept = [];
      for (const cell of cells.sort((one, other) => other.count - one.count)) {
        const reach = (one) => radiusOf(one.count) + radiusOf(cell.count);
        const near = kept.find((one) => Math.hypot(one.x - cell.x, one.y - cell.y) < reach(one));
        if (!near) {
          kept.push(cell);
          continue;
        }
        const count = near.count + cell.count;
        for (const axis of ["x", "y"]) near[axis] = (near[axis] * near.count + cell[axis] * cell.count) / count;
        near.members = near.members.concat(cell.members);
        near.count = count;
      }
      return kept;
    }

    fan(spots) {
      const places = this.gathered(spots, (one) => one.layer.lon[one.spot] + " " + one.layer.lat[one.spot]);
      return places.flatMap((place) => (place.count > this.fanned ? [place] : this.spiral(place)));
    }

    spiral(place) {
      const items = [];
      for (const { layer, spot } of place.members) {
        for (let event = layer.first[spot]; event < layer.first[spot + 1]; event++) {
          const size = layer.payload.styles[layer.style[event]].size * this.scale;
          const reach = 0.62 * size * Math.sqrt(items.length);
          const turn = items.length * 2.39996; // golden angle: an even spiral
          const from = items.length ? place : null;
          items.push({ layer, event, size, from, x: place.x + reach * Math.cos(turn), y: place.y + reach * Math.sin(turn) });
        }
      }
      return items;
    }

    symbol(item, sheet) {
      const transform = "translate(" + item.x.toFixed(1) + " " + item.y.toFixed(1) + ") scale(" + this.scale + ")";
      const href = "#" + this.prefix + L.stamp(item.layer) + "-" + item.layer.style[item.event];
      svg("use", { href, transform, class: "frontline-point" }, sheet).dataset.ref = item.layer.refOf(item.event);
    }

    /* A count, with a ring that shows how much of it is of which layer. */
    badge(item, sheet) {
      const n = item.count;
      const radius = radiusOf(n);
      item.size = 2 * radius + 6;
      const transform = "translate(" + item.x.toFixed(1) + " " + item.y.toFixed(1) + ")";
      const apart = item.members[0].layer.payload.apart ? " frontline-badge-apart" : "";
      const badge = svg("g", { transform, class: "frontline-badge frontline-count" + apart }, sheet);
      svg("circle", { r: radius + 3, class: "frontline-count-edge" }, badge);
      svg("circle", { r: radius }, badge);
      let done = 0;
      for (const [layer, count] of this.shares(item)) {
        const share = (100 * count) / n;
        const ring = { r: radius, pathLength: 100, style: "stroke: " + layer.payload.colour, class: "frontline-count-ring" };
        const dash = { "stroke-dasharray": share.toFixed(2) + " 100", transform: "rotate(" + (3.6 * done - 90).toFixed(1) + ")" };
        svg("circle", { ...ring, ...dash }, badge);
        done += share;
      }
      svg("text", { dy: "0.35em" }, badge).textContent = n < 1000 ? n : (n / 1000).toFixed(n < 9950 ? 1 : 0) + "k";
    }

    shares(item) {
      const shares = new Map(this.layers.map((layer) => [layer, 0]));
      item.members.forEach(({ layer, count }) => shares.set(layer, shares.get(layer) + count));
      return Array.from(shares).filter(([, count]) => count);
    }

    hit(latlng, tolerance) {
      const at = this.map.latLngToLayerPoint(latlng);
      let [best, nearest] = [null, Infinity];
      for (const item of this.shown) {
        const distance = Math.hypot(item.x - at.x, item.y - at.y);
        if (distance < nearest && distance <= item.size / 2 + tolerance / 2) [best, nearest] = [item, distance];
      }
      if (!best) return null;
      if (!best.members) {
        const words = best.layer.payload.words[best.layer.style[best.event]];
        return { ref: best.layer.refOf(best.event), tip: words + "\nClick for what is known of it" };
      }
      return this.aboutMany(best);
    }

    aboutMany(item) {
      const shares = this.shares(item).map(([layer, count]) => spell(count, layer.payload.title));
      const lines = shares.length > 1 ? [spell(item.count, "events here"), ...shares] : shares;
      const places = new Set(item.members.map(({ layer, spot }) => layer.lon[spot] + " " + layer.lat[spot]));
      const closest = this.map.getZoom() >= this.map.getMaxZoom();
      if (closest || (places.size === 1 && this.map.getZoom() >= NEAR_ZOOM)) {
        const { layer, spot } = item.members.reduce((most, one) => (one.count > most.count ? one : most));
        return { ref: layer.refOfSpot(spot), tip: [...lines, "Click for a list"].join("\n") };
      }
      return { tip: [...lines, "Click to zoom in"].join("\n"), zoomTo: () => this.zoomTo(item.members) };
    }

    zoomTo(members) {
      const box = L.latLngBounds(members.map(({ layer, spot }) => [layer.lat[spot], layer.lon[spot]]));
      const closest = Math.max(this.map.getZoom() + 2, NEAR_ZOOM + 1);
      if (this.map.getBoundsZoom(box) > closest) {
        return this.map.setView(box.getCenter(), Math.min(closest, this.map.getMaxZoom()));
      }
      return fit(this.map, [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()], true);
    }
  }

  function boardOf(map, name, side) {
    const shared = state(map);
    const key = name + (side || "");
    shared.boards = shared.boards || {};
    if (!shared.boards[key]) {
      const board = (shared.boards[key] = new Board(map, key, side));
      const [over, under] = ["crowd", "apart"].map((one) => shared.boards[one + (side || "")]);
      if (over && under) [over.under, under.over] = [under, over];
    }
    return shared.boards[key];
  }

  kinds.crowd = Drawn.extend({
    decode(payload) {
      Object.assign(this, unpackSpots(payload.spots));
      const counts = unpack(payload.counts);
      this.first = new Uint32Array(counts.length + 1); // events of spot i: first[i] up to first[i + 1]
      counts.forEach((count, i) => (this.first[i + 1] = this.first[i] + count));
      this.rows = unpack(payload.rows);
      for (let i = 0; i < counts.length; i++) {
        for (let event = this.first[i] + 1; event < this.first[i + 1]; event++) this.rows[event] += this.rows[event - 1];
      }
      this.style = unpack(payload.kind);
    },
    show(map) {
      this.board = boardOf(map, this.payload.apart ? "apart" : "crowd", this.side);
      this.board.add(this);
    },
    hide() {
      this.board.remove(this);
    },
    hit(latlng, tolerance) {
      const layers = this.board.layers;
      return layers[layers.length - 1] === this ? this.board.hit(latlng, tolerance) : null;
    },
    refOf(event) {
      return "row:" + this.payload.version + ":" + this.rows[event];
    },
    refOfSpot(spot) {
      return "spot:" + this.lat[spot].toFixed(4) + "," + this.lon[spot].toFixed(4);
    },
    spotOf(event) {
      let [low, high] = [0, this.first.length - 2];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (this.first[middle] <= event) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    find(ref) {
      if (ref.startsWith("spot:")) {
        const [lat, lon] = ref.slice(5).split(",").map(Number);
        const spot = this.lon.findIndex((east, i) => east === lon && this.lat[i] === lat);
        return spot < 0 ? -1 : this.first[spot];
      }
      const row = "row:" + this.payload.version + ":";
      return ref.startsWith(row) ? this.rows.indexOf(Number(ref.slice(row.length))) : -1;
    },
    outline(event) {
      const spot = this.spotOf(event);
      const item = this.board.shown.find((one) =>
        one.members ? one.members.some((m) => m.layer === this && m.spot === spot) : one.layer === this && one.event === event,
      );
      const at = item ? this._map.layerPointToLatLng([item.x, item.y]) : [this.lat[spot], this.lon[spot]];
      const options = { pane: pane(this._map, "points"), interactive: false, fill: false, weight: 3 };
      return L.circleMarker(at, { ...options, radius: (item ? item.size : 18) / 2 + 5, className: "frontline-selected" });
    },
  });
})();
