/* Events on boards (board.js). A layer of points has one to itself; all crowds of a map share two, so that their counts do
   not lie on top of each other: one for what is known to a region only, one for all else (map/drawables.py). */
(() => {
  "use strict";
  const { kinds, Drawn, state, decodePath, svg, unpack, unpackSpots, onWorld, Board, NEAR_ZOOM } = window.frontline;

  class OwnBoard extends Board {
    constructor(map, side) {
      super(map, side, "own");
      Object.assign(this, { most: 2000, cellPx: 56, fannedFar: 7, fannedNear: Infinity });
    }

    symbolsOf(count) {
      return count;
    }

    apart(cells) {
      return cells;
    }

    /* In the order of the events. */
    arranged(items) {
      const first = ({ members, index }) => (members ? this.layers[0].indicesAt(members[0].spot)[0] : index);
      const [layer] = this.layers;
      layer.shown = items.sort((one, other) => first(one) - first(other));
      return layer.shown;
    }

    badge(item, sheet) {
      super.badge(item, sheet, 22 + 4 * Math.log10(item.count));
    }

    ground({ size }, badge) {
      const disc = svg("circle", { r: size / 2 }, badge);
      if (this.layers[0].payload.badge) disc.style.fill = this.layers[0].payload.badge;
    }

    aboutMany({ count, members }) {
      return { tip: count + " " + this.layers[0].payload.many, zoomTo: () => this.zoomTo(members) };
    }
  }

  kinds.points = Drawn.extend({
    decode(payload) {
      const { lon, lat } = payload.at || decodePath(payload.xy);
      const spots = new Map();
      this.spotOf = new Uint32Array(lon.length);
      for (let index = 0; index < lon.length; index++) {
        const key = lon[index] + " " + lat[index];
        if (!spots.has(key)) spots.set(key, { number: spots.size, indices: [] });
        this.spotOf[index] = spots.get(key).number;
        spots.get(key).indices.push(index);
      }
      this.indices = Array.from(spots.values(), (spot) => spot.indices);
      const at = (column) => Float64Array.from(this.indices, ([first]) => column[first]);
      Object.assign(this, onWorld(at(lon), at(lat)));
    },
    show(map) {
      this.board = new OwnBoard(map, this.side);
      this.board.add(this);
      this.board.refresh(); // which asks this layer for its outline
    },
    hide() {
      this.board.clear();
    },
    countAt(spot) {
      return this.indices[spot].length;
    },
    indicesAt(spot) {
      return this.indices[spot];
    },
    styleOf(index) {
      return this.payload.style[index];
    },
    dress(node, index) {
      const faint = this.payload.faint ? this.payload.faint[index] : 0; // 1: only possible, 2: past
      if (faint) node.classList.add(faint === 2 ? "frontline-past" : "frontline-possible");
      if (this.refs && this.refs[index]) node.dataset.ref = this.refs[index];
    },
    hit(latlng, tolerance) {
      return this.speaks() ? this.board.hit(latlng, tolerance) : null;
    },
    outline(index) {
      return this.board.outline(this, index, this.spotOf[index]);
    },
  });

  const spell = (count, words) => count.toLocaleString("en") + " " + words;

  const radiusOf = (count) => 8.5 + 2.2 * Math.log10(count);

  /* Where a count may step aside to, in its own size, the nearest first. */
  const RING_AROUND = [[0, 0]];
  for (const reach of [0.6, 1, 1.4, 1.8]) {
    for (let turn = 0; turn < 12; turn++) {
      RING_AROUND.push([reach * Math.cos((turn * Math.PI) / 6), reach * Math.sin((turn * Math.PI) / 6)]);
    }
  }

  class SharedBoard extends Board {
    constructor(map, side, name) {
      super(map, side, name);
      Object.assign(this, { most: 500, cellPx: 72, fannedFar: 6, fannedNear: 20, waiting: false });
    }

    add(layer) {
      super.add(layer);
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
        if (this.layers.length) this.refresh();
        else this.clear();
      });
    }

    refresh() {
      super.refresh();
      if (this.under) this.under.soon();
      this.map.fire("frontline:counted");
    }

    symbolsOf(count) {
      return count > this.fanned ? 1 : count;
    }

    /* Cells whose counts would lie on each other become one, the larger taking in the smaller. */
    apart(cells) {
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

    /* The largest counts last: they are read first. Those of events known to a region only stand beside the others, each
       with a line to its place. */
    arranged(items) {
      const placed = this.over ? this.stepAside(items) : items;
      return placed.sort((one, other) => (one.count || 0) - (other.count || 0));
    }

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

    badge(item, sheet) {
      const apart = item.members[0].layer.payload.apart ? " frontline-badge-apart" : "";
      super.badge(item, sheet, 2 * radiusOf(item.count) + 6, " frontline-count" + apart);
    }

    /* A ring shows how much of a count is of which layer. */
    ground(item, badge) {
      const radius = radiusOf(item.count);
      svg("circle", { r: radius + 3, class: "frontline-count-edge" }, badge);
      svg("circle", { r: radius }, badge);
      let done = 0;
      for (const [layer, count] of this.shares(item)) {
        const share = (100 * count) / item.count;
        const ring = { r: radius, pathLength: 100, style: "stroke: " + layer.payload.colour, class: "frontline-count-ring" };
        const dash = { "stroke-dasharray": share.toFixed(2) + " 100", transform: "rotate(" + (3.6 * done - 90).toFixed(1) + ")" };
        svg("circle", { ...ring, ...dash }, badge);
        done += share;
      }
    }

    shares(item) {
      const shares = new Map(this.layers.map((layer) => [layer, 0]));
      item.members.forEach(({ layer, count }) => shares.set(layer, shares.get(layer) + count));
      return Array.from(shares).filter(([, count]) => count);
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
  }

  function boardOf(map, name, side) {
    const shared = state(map);
    const key = name + (side || "");
    shared.boards = shared.boards || {};
    if (!shared.boards[key]) {
      const board = (shared.boards[key] = new SharedBoard(map, side, key));
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
        for (let index = this.first[i] + 1; index < this.first[i + 1]; index++) this.rows[index] += this.rows[index - 1];
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
    countAt(spot) {
      return this.first[spot + 1] - this.first[spot];
    },
    indicesAt(spot) {
      return Array.from({ length: this.countAt(spot) }, (_, n) => this.first[spot] + n);
    },
    styleOf(index) {
      return this.style[index];
    },
    dress(node, index) {
      node.dataset.ref = this.refOf(index);
    },
    about(index) {
      return { ref: this.refOf(index), tip: this.payload.words[this.style[index]] + "\nClick for what is known of it" };
    },
    hit(latlng, tolerance) {
      const { layers } = this.board;
      return layers[layers.length - 1] === this ? this.board.hit(latlng, tolerance) : null;
    },
    refOf(index) {
      return "row:" + this.payload.version + ":" + this.rows[index];
    },
    refOfSpot(spot) {
      return "spot:" + this.lat[spot].toFixed(4) + "," + this.lon[spot].toFixed(4);
    },
    spotOf(index) {
      let [low, high] = [0, this.first.length - 2];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (this.first[middle] <= index) low = middle;
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
    outline(index) {
      return this.board.outline(this, index, this.spotOf(index));
    },
  });
})();
