/* Boards that layers share, so that their marks do not lie on each other: counts on a grid for crowds, and
   rings for points, one a place (map/drawables.py). */
(() => {
  "use strict";
  const { state, svg, say, Board, NEAR_ZOOM } = window.frontline;

  const spell = (words, count, kind) => say(words, { number: count.toLocaleString("en"), kind });

  const radiusOf = (count) => 8.5 + 2.2 * Math.log10(count);

  const SYMBOL_PX = 18; // across, of the symbol of an event
  const MOST_PLACES = 60; // that a click on one ring asks about at once (info/spot.py)

  const ringRadius = (count) => Math.min(26, 3.5 + 2.3 * Math.sqrt(count));

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
      this.map.fire("frontline:arranged").fire("frontline:counted");
    }

    symbolsOf(count) {
      return count > this.fanned ? 1 : count;
    }

    reach({ count }) {
      return radiusOf(count);
    }

    /* Cells whose counts would lie on each other become one, the larger taking in the smaller. */
    apart(cells) {
      const kept = [];
      for (const cell of cells.sort((one, other) => other.count - one.count)) {
        const reach = (one) => this.reach(one) + this.reach(cell);
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

    /* The largest counts last: they are read first. */
    arranged(items) {
      return items.sort((one, other) => (one.count || 0) - (other.count || 0));
    }

    badge(item, sheet) {
      super.badge(item, sheet, 2 * radiusOf(item.count) + 6, " frontline-count");
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
      const shares = this.shares(item).map(([layer, count]) => spell("share", count, layer.payload.title));
      const lines = shares.length > 1 ? [spell("here", item.count), ...shares] : shares;
      const places = new Set(item.members.map(({ layer, spot }) => layer.lon[spot] + " " + layer.lat[spot]));
      const closest = this.map.getZoom() >= this.map.getMaxZoom();
      if (closest || (places.size === 1 && this.map.getZoom() >= NEAR_ZOOM)) {
        const { layer, spot } = item.members.reduce((most, one) => (one.count > most.count ? one : most));
        return { ref: layer.refOfSpot(spot), tip: [...lines, say("list")].join("\n") };
      }
      return { tip: [...lines, say("zoom")].join("\n"), zoomTo: () => this.zoomTo(item.members) };
    }
  }

  /* Events seen from afar: one ring a place, its area by how many they are; near by symbols, none on another. */
  class RingBoard extends SharedBoard {
    constructor(map, side, name) {
      super(map, side, name);
      Object.assign(this, { most: Infinity, fannedNear: 12 });
    }

    fan(spots) {
      this.far = this.map.getZoom() < NEAR_ZOOM;
      const places = this.gathered(spots, (one) => one.layer.lon[one.spot] + " " + one.layer.lat[one.spot]);
      return this.together(places).flatMap((place) => (this.far || place.count > this.fannedNear ? [place] : this.spiral(place)));
    }

    reach({ count }) {
      if (this.far || count > this.fannedNear) return ringRadius(count);
      return SYMBOL_PX * this.scale * (0.5 + 0.62 * Math.sqrt(count - 1));
    }

    /* Places whose marks would lie on each other become one, the smaller taken in by the larger. */
    together(places) {
      let [found, before] = [places, Infinity];
      while (found.length < before) {
        before = found.length;
        found = this.apart(found);
      }
      return found;
    }

    arranged(items) {
      this.layers.forEach((layer, n) => (layer.shown = n ? [] : items)); // for names and boxes to stand beside
      return items.sort((one, other) => (other.count || 0) - (one.count || 0));
    }

    badge(item, sheet) {
      item.size = 2 * ringRadius(item.count);
      const transform = "translate(" + item.x.toFixed(1) + " " + item.y.toFixed(1) + ")";
      const { faint, ring: colour } = this.layers[0].payload;
      const past = faint && faint[0] === 2 ? " frontline-past" : "";
      const ring = svg("g", { transform, class: "frontline-ring" + past }, sheet);
      svg("circle", { r: item.size / 2, stroke: colour }, ring);
      if (item.count > 1) svg("text", { dy: "0.35em", fill: colour }, ring).textContent = item.count;
    }

    aboutMany(item) {
      const spots = new Set(item.members.map(({ layer, spot }) => layer.lat[spot].toFixed(4) + "," + layer.lon[spot].toFixed(4)));
      const [{ layer, spot }] = item.members;
      if (item.count === 1) return layer.about(layer.indicesAt(spot)[0]);
      const told = (click) => spell("here", item.count) + "\n" + say(click);
      if (spots.size > MOST_PLACES || !window.Streamlit) return { tip: told("closer"), zoomTo: () => this.zoomTo(item.members) };
      return { ref: "spot:" + Array.from(spots).join("~"), tip: told("spot") };
    }
  }

  function boardOf(map, name, side, Kind = SharedBoard) {
    const shared = state(map);
    const key = name + (side || "");
    shared.boards = shared.boards || {};
    return (shared.boards[key] = shared.boards[key] || new Kind(map, side, key));
  }

  Object.assign(window.frontline, { boardOf, RingBoard });
})();
