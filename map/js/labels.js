/* Names on the map: crisp text, each from its own zoom on, the more important one winning where two collide. None stands on
   a symbol but that of a city which changed hands and finds no other room, and none under a tool or the legend. */
(() => {
  "use strict";
  const { kinds, Drawn, unpackSpots, pane, state, covers, groundAt } = window.frontline;
  const GAP_PX = 2;
  const DOT_PX = 5;
  const LEADER_PX = 18; // names nearer than this to their place, or to the count on it, need no line to it
  const COUNT_EDGE_PX = 3; // symbolsOf leaves so much of a count out, which is round
  const SYMBOL_EDGE_PX = 1; // and of the symbol of one event or crossing
  const FARTHER = [10, 30, 50, 70, 90, 110] // of the near edge of a name aside, and of its middle above or below
    .flatMap((x) => [20, 35, 50, 65, 80, 95, 110].flatMap((y) => [[x, y], [-x, y], [x, -y], [-x, -y]]))
    .concat([70, 90, 110].flatMap((x) => [[x, 0], [-x, 0]]))
    .sort((one, other) => Math.hypot(...one) - Math.hypot(...other));
  const BESIDE = ["city", "town", "village"]; // names that stand beside the point of a place
  const ARABIC = /[\u0600-\u06ff]/;

  const isFree = (box, taken) =>
    taken.every((o) => box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3]);

  /* A column that was sent as value, how often it comes, value, how often ... */
  function fromRuns(runs) {
    const found = [];
    for (let r = 0; r < runs.length; r += 2) for (let n = 0; n < runs[r + 1]; n++) found.push(runs[r]);
    return found;
  }

  /* Boxes of what stands on boards (points.js), be they shared or a layer's own, and of chips (chips.js): they hide a name
     under them. */
  function symbolsOf(map) {
    const boards = new Set([...Object.values(state(map).boards || {}), ...state(map).drawn.map(({ board }) => board)]);
    const chips = state(map).drawn.flatMap((layer) => (layer.boxes ? layer.boxes() : []));
    const shown = [...boards].flatMap((board) => board?.shown ?? []);
    return shown.filter((item) => item.size).map(({ x, y, size, members }) => {
      const reach = size / 2 - (members ? COUNT_EDGE_PX : SYMBOL_EDGE_PX);
      return [x - reach, y - reach, x + reach, y + reach];
    }).concat(chips);
  }

  /* The layers with names on one side of the map, the topmost first. */
  const namesOf = (map, side) =>
    state(map).drawn.filter((layer) => layer.side === side && layer.board && layer.take).reverse();

  /* No name lies on one of another layer or is written twice at one spot: that of the layer on top stays. */
  function refreshSide(map, side) {
    const [taken, written] = [[], new Set()];
    namesOf(map, side).forEach((layer) => layer.take(taken, written));
  }

  /* Where a name may stand: right of its point; and where there are symbols to step aside for, farther around it; and
     where it must stand, beyond that, the nearer the better. */
  function around(at, width, height, stepsAside, farther) {
    const right = [at.x + DOT_PX, at.y - height / 2];
    if (!stepsAside) return [right];
    const found = [right];
    for (const off of farther ? [14, 26, 40, 56] : [14, 26, 40]) {
      found.push([at.x - width / 2, at.y + off - height / 2], [at.x - width / 2, at.y - off - height / 2]);
      found.push([at.x + off, at.y - height / 2], [at.x - off - width, at.y - height / 2]);
    }
    return farther ? [...found, ...FARTHER.map(([x, y]) => [at.x + x - (x < 0 ? width : 0), at.y + y - height / 2])] : found;
  }

  /* How far a line from (x, y) runs before it meets the round ground of a count, which its place lies on. */
  function untilCount(x, y, turn, [west, north, east, south]) {
    const [dx, dy, reach] = [(west + east) / 2 - x, (north + south) / 2 - y, (east - west) / 2 + COUNT_EDGE_PX];
    const along = dx * Math.cos(turn) + dy * Math.sin(turn);
    const aside = dy * Math.cos(turn) - dx * Math.sin(turn);
    return along - Math.sqrt(Math.max(0, reach * reach - aside * aside));
  }

  /* From a name that stands aside to its place, which it would else seem to lie beside: [x, y] on the edge of the name,
     how long, and the turn; nothing where the name is near. It ends at the edge of a count that lies on the place. */
  function leaderOf(at, [left, top, right, bottom], symbols) {
    const [x, y] = [Math.max(left, Math.min(at.x, right)), Math.max(top, Math.min(at.y, bottom))];
    const on = symbols.find((one) => !isFree([at.x, at.y, at.x, at.y], [one]));
    const turn = Math.atan2(at.y - y, at.x - x);
    const length = on ? untilCount(x, y, turn, on) : Math.hypot(at.x - x, at.y - y);
    return length < LEADER_PX ? null : { x: x - left, y: y - top, length, turn };
  }

  /* The side on which the lines of a name end evenly, whichever way they are read: that of its point. */
  function towards(at, [left, , right]) {
    if (left + GAP_PX > at.x) return "left";
    return right - GAP_PX < at.x ? "right" : "center";
  }

  kinds.labels = Drawn.extend({
    decode(payload) {
      Object.assign(this, unpackSpots(payload.spots));
      this.zooms = fromRuns(payload.minZooms);
      this.kinds = fromRuns(payload.kind);
      this.nodes = new Map();
      this.flashing = new Set(); // those that flash as they are written
    },

    show(map) {
      this._map = map;
      this.board = document.createElement("div");
      this.board.className = "frontline-labels leaflet-zoom-hide";
      map.getPane(pane(map, "labels", this.side)).appendChild(this.board);
      map.on("moveend frontline:counted frontline:covered frontline:divided", this.refresh, this);
      refreshSide(map, this.side);
    },

    hide(map) {
      map.off("moveend frontline:counted frontline:covered frontline:divided", this.refresh, this);
      this.board.remove();
      this.nodes.clear();
      refreshSide(map, this.side);
    },

    node(index) {
      if (!this.nodes.has(index)) {
        const node = this.board.appendChild(document.createElement("div"));
        const kind = this.payload.kinds[this.kinds[index]];
        node.className = "frontline-label frontline-label-" + kind;
        this.payload.names[index].split("\n").forEach((line) => {
          const row = node.appendChild(document.createElement("bdi"));
          row.textContent = line;
          if (ARABIC.test(line)) row.style.letterSpacing = "0"; // spacing would tear joined letters apart
        });
        const [note, colour] = this.payload.notes[index] ?? ["", ""];
        note.split("\n").filter(Boolean).forEach((line) => {
          const row = node.appendChild(document.createElement("bdi"));
          row.className = colour ? "frontline-label-note" : "frontline-label-note frontline-label-quiet";
          row.textContent = line;
          row.style.color = colour;
        });
        const leader = node.appendChild(document.createElement("span"));
        leader.className = "frontline-label-leader";
        leader.hidden = true;
        if (colour && this.flashing.has(index)) node.classList.add("frontline-label-fell");
        node.style.setProperty("--frontline-taker", colour);
        this.nodes.set(index, { node, leader, stays: kind === "city" && Boolean(colour), beside: BESIDE.includes(kind) });
      }
      return this.nodes.get(index);
    },

    /* Say `notes` of the names, by number; those of which something else was said before are written anew, and flash
       once where they are among `flashing`. */
    say(notes, flashing) {
      const said = this.payload.notes;
      const other = Object.keys({ ...said, ...notes }).map(Number).filter((n) => said[n] !== notes[n]);
      this.payload = { ...this.payload, notes };
      other.forEach((n) => {
        this.nodes.get(n)?.node.remove();
        this.nodes.delete(n);
      });
      if (!this._map) return;
      this.flashing = new Set(flashing);
      refreshSide(this._map, this.side);
      this.flashing.clear();
    },

    /* All names that may stand now, by number: all are written before the first is measured, which lays out the page. */
    labels() {
      const zoom = this._map.getZoom();
      const view = this._map.getBounds().pad(0.1);
      const found = new Map();
      this.zooms.forEach((from, i) => {
        if (zoom >= from && view.contains([this.lat[i], this.lon[i]])) found.set(i, this.node(i));
      });
      found.forEach((label) => {
        label.size = label.size || { width: label.node.offsetWidth, height: label.node.offsetHeight };
      });
      return found;
    },

    /* The lowest of the layers with names lets all of them take their room. */
    refresh() {
      if (namesOf(this._map, this.side).at(-1) === this) refreshSide(this._map, this.side);
    },

    /* Writes the names that find room; `taken`: the boxes of those that stand, `written`: what they say and where. Its
       own are added to both. */
    take(taken, written) {
      const map = this._map;
      const symbols = symbolsOf(map);
      const hidden = covers(map);
      const corner = map.containerPointToLayerPoint([0, 0]);
      const [west, east] = (this.side && state(map).halfOf?.(this.side)) || [-Infinity, Infinity]; // of a divider
      const kept = (this.standing = new Map());
      for (const [i, label] of this.labels()) {
        const said = [this.lat[i], this.lon[i], this.payload.names[i]].join();
        if (written.has(said)) continue;
        const at = map.latLngToLayerPoint([this.lat[i], this.lon[i]]);
        if (at.x < west || at.x > east) continue;
        const { width, height } = label.size;
        const places = label.beside ? around(at, width, height, symbols.length > 0 || Number.isFinite(east - west), label.stays) : [[at.x - width / 2, at.y - height / 2]];
        const boxes = places.map(([x, y]) => {
          const [left, top] = [Math.round(x), Math.round(y)];
          return [left - GAP_PX, top - GAP_PX, left + width + GAP_PX, top + height + GAP_PX];
        });
        const seen = (one) => !symbols.length || (one[0] >= corner.x && one[2] <= corner.x + map.getSize().x);
        const uncut = (one) => one[0] >= west && one[2] <= east;
        const room = boxes.filter((one) => isFree(one, taken) && isFree(one, hidden) && seen(one) && uncut(one));
        const box = room.find((one) => isFree(one, symbols)) || (label.stays ? room[0] : undefined);
        if (!box) continue;
        taken.push(box);
        written.add(said);
        kept.set(i, box);
        label.node.style.textAlign = towards(at, box);
        label.node.style.transform = "translate(" + (box[0] + GAP_PX) + "px," + (box[1] + GAP_PX) + "px)";
        const line = label.beside && leaderOf(at, box, symbols);
        label.leader.hidden = !line;
        if (line) label.leader.style.width = line.length + "px";
        if (line) label.leader.style.transform = "translate(" + (line.x - GAP_PX) + "px," + (line.y - GAP_PX) + "px) rotate(" + line.turn + "rad)";
      }
      this.nodes.forEach((label, i) => {
        label.node.style.visibility = kept.has(i) ? "" : "hidden";
      });
    },

    /* Who presses the name of a place asks about that place, wherever there was room to write it. */
    hit(latlng) {
      const { x, y } = this._map.latLngToLayerPoint(latlng);
      for (const [i, box] of this.standing ?? []) {
        if (isFree([x, y, x, y], [box]) || !this.nodes.get(i).beside) continue;
        const at = L.latLng(this.lat[i], this.lon[i]);
        return { ...groundAt(this._map, at), at };
      }
      return null;
    },

    /* Names of places: what holds the ground there is found, under whatever lies on it. */
    marks() {
      const places = Array.from(this.standing).filter(([i]) => this.nodes.get(i).beside);
      return places.map(([i, [left, top, right, bottom]]) => {
        const at = L.latLng(this.lat[i], this.lon[i]);
        const [note] = this.payload.notes[i] ?? [""];
        const name = [this.payload.names[i], note].filter(Boolean).join("\n");
        const middle = { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
        return { ...middle, at, name, rank: i, find: () => groundAt(this._map, at) };
      });
    },

    /* The name of a place next to a spot, and how far it is; nothing where there are no places. */
    nearest(latlng) {
      const places = this.kinds.flatMap((kind, i) => (BESIDE.includes(this.payload.kinds[kind]) ? [i] : []));
      const found = places.map((i) => ({ name: this.payload.names[i], metres: latlng.distanceTo([this.lat[i], this.lon[i]]) }));
      return found.sort((one, other) => one.metres - other.metres).slice(0, 1);
    },
  });
})();
