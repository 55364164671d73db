/* Events on boards (board.js): points, of which each brings its text, and crowds, of which a position has a number only.
   A layer of points has a board to itself, or shares one of rings (shared_boards.js), as crowds share theirs. */
(() => {
  "use strict";
  const { kinds, Drawn, state, decodePath, svg, pane, unpack, unpackSpots, onWorld, Board, boardOf, RingBoard, say } = window.frontline;

  class OwnBoard extends Board {
    constructor(map, side) {
      super(map, side, "own");
      Object.assign(this, { most: 2000, cellPx: 56, fannedFar: 7, fannedNear: Infinity });
    }

    refresh() {
      super.refresh();
      this.map.fire("frontline:counted"); // for names to stand beside what it draws
    }

    clear() {
      super.clear();
      this.map.fire("frontline:counted");
    }

    symbolsOf(count) {
      return count;
    }

    apart(cells) {
      return cells;
    }

    /* In the order of the events, and counts above the symbols of their neighbours, which would hide the number. */
    arranged(items) {
      const first = ({ members, index }) => (members ? this.layers[0].indicesAt(members[0].spot)[0] : index);
      const above = ({ members }) => Number(Boolean(members));
      const [layer] = this.layers;
      layer.shown = items.sort((one, other) => above(one) - above(other) || first(one) - first(other));
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
      this._map = map;
      this.together = Boolean(this.payload.ring);
      if (this.together) {
        const { faint, ring } = this.payload; // what is past (playback.js) is not counted with what is not
        const past = faint && faint[0] === 2 ? "ring-past" : "ring";
        this.board = boardOf(map, past + ring.slice(1), this.side, RingBoard);
        return this.board.add(this);
      }
      this.board = new OwnBoard(map, this.side);
      this.board.add(this);
      this.board.refresh(); // which asks this layer for its outline
    },
    hide() {
      if (this.together) this.board.remove(this);
      else this.board.clear();
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
    about(index) {
      return { ...Drawn.prototype.about.call(this, index), around: this.around(index) };
    },
    /* Where what an event tells of may have been: within a circle about its spot. */
    around(index) {
      if (!this.payload.radii) return null;
      const spot = this.spotOf[index];
      const options = { pane: pane(this._map, "circles", this.side), interactive: false, fill: false, weight: 1.5, dashArray: "4 4" };
      const at = [this.lat[spot], this.lon[spot]];
      return L.circle(at, { ...options, radius: this.payload.radii[index], className: "frontline-around" });
    },
    /* One layer answers for all on its board. */
    answersForBoard() {
      return this.speaks() && this.board.layers.at(-1) === this;
    },
    hit(latlng, tolerance) {
      return this.answersForBoard() ? this.board.hit(latlng, tolerance) : null;
    },
    marks() {
      return this.answersForBoard() ? this.board.marks() : [];
    },
    find(ref) {
      if (!ref.startsWith("spot:")) return Drawn.prototype.find.call(this, ref);
      const [lat, lon] = ref.slice(5).split("~")[0].split(",").map(Number);
      const spot = this.lon.findIndex((east, i) => east === lon && this.lat[i] === lat);
      return spot < 0 ? -1 : this.indices[spot][0];
    },
    outline(index) {
      const ring = this.board.outline(this, index, this.spotOf[index]);
      const around = state(this._map).selected.startsWith("spot:") ? null : this.around(index);
      return around ? L.layerGroup([around, ring]) : ring;
    },
  });

  kinds.crowd = Drawn.extend({
    decode(payload) {
      Object.assign(this, unpackSpots(payload.spots));
      const [kindsAt, kind, counts] = [payload.kinds, payload.kind, payload.counts].map(unpack);
      this.first = new Uint32Array(kindsAt.length + 1); // events of spot i: first[i] up to first[i + 1]
      this.style = new Uint8Array(counts.reduce((sum, count) => sum + count, 0));
      for (let i = 0, group = 0, end = 0; i < kindsAt.length; i++) {
        for (const last = group + kindsAt[i]; group < last; group++) this.style.fill(kind[group], end, (end += counts[group]));
        this.first[i + 1] = end;
      }
    },
    show(map) {
      this.board = boardOf(map, "crowd", this.side);
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
      node.dataset.ref = this.refOfSpot(this.spotOf(index));
    },
    about(index) {
      const ref = this.refOfSpot(this.spotOf(index));
      return { ref, tip: this.payload.words[this.style[index]] + "\n" + say("known") };
    },
    hit(latlng, tolerance) {
      return this.board.layers.at(-1) === this ? this.board.hit(latlng, tolerance) : null;
    },
    marks() {
      return this.board.layers.at(-1) === this ? this.board.marks() : [];
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
      if (!ref.startsWith("spot:")) return -1;
      const [lat, lon] = ref.slice(5).split(",").map(Number);
      const spot = this.lon.findIndex((east, i) => east === lon && this.lat[i] === lat);
      return spot < 0 ? -1 : this.first[spot];
    },
    outline(index) {
      return this.board.outline(this, index, this.spotOf(index));
    },
  });
})();
