/* The Tab key goes from mark to mark in view, and after the last one on to what follows the map. A button is laid over the
   mark that has the focus: hundreds of them would slow the map and crowd what a screen reader lists. */
(() => {
  "use strict";
  const { answer, answers, closeTip, say, showWords, state } = window.frontline;
  const MOST = 60; // marks in one view; at most half of them are names
  const ROW_PX = 40; // marks whose middles are in one such row are gone through from west to east
  const LEAST_PX = 24;
  const ROOM_PX = 3; // between a mark and the line around it

  /* What lies on top at px of a part of the page; null outside the window. */
  function onTop(part, x, y) {
    const { left, top } = part.getBoundingClientRect();
    return part.ownerDocument.elementFromPoint(left + x, top + y);
  }

  /* Whether a spot of the map is neither beside it nor under a button, a popup or the legend, which lies over its frame. */
  function isSeen(map, { x, y }) {
    const size = map.getSize();
    if (x < 0 || y < 0 || x > size.x || y > size.y) return false;
    const box = map.getContainer();
    const over = onTop(box, x, y);
    if (over && over !== box && !map.getPane("mapPane").contains(over)) return false;
    const popup = over && over.closest(".leaflet-popup");
    if (popup && popup.style.opacity !== "0") return false; // one that is shut fades for a moment
    const frame = window.frameElement;
    const overFrame = frame && onTop(frame, x, y); // the map fills its frame
    return !overFrame || overFrame === frame;
  }

  const rowOf = ({ y }) => Math.floor(y / ROW_PX);
  const inOrder = (one, other) => rowOf(one) - rowOf(other) || one.x - other.x;
  const mostImportant = (marks, most) => marks.sort((one, other) => one.rank - other.rank).slice(0, most);

  /* A mark of a layer with x, y of its middle in px of the container, the ground there (`middle`) and that it is pressed
     at (`at`), what is found, what is said of it, and the key it is known by as long as it says the same. */
  function described(map, mark) {
    const { x, y } = map.layerPointToContainerPoint([mark.x, mark.y]);
    const middle = map.containerPointToLatLng([x, y]);
    const at = mark.at || middle;
    const found = mark.find();
    const tip = (found && found.tip) || "";
    const told = mark.name ? [mark.name, tip.split("\n")[0]] : [tip, mark.nameless && near(map, at)]; // of ground, who holds it
    const words = told.filter(Boolean).join("\n").split("\n").join(say("comma"));
    return { ...mark, x, y, middle, at, found, words, key: [at.lat.toFixed(5), at.lng.toFixed(5), words].join() };
  }

  /* A count does not say where it is: near which of the places that have a name on the map at some zoom. */
  function near(map, at) {
    const names = state(map).drawn.flatMap((layer) => (layer.nearest ? layer.nearest(at) : []));
    const [nearest] = names.sort((one, other) => one.metres - other.metres);
    return nearest && say("near", { place: nearest.name.split("\n").join(say("comma")) });
  }

  /* From north to south, and from west to east. */
  function marksOf(map) {
    const { drawn, sideAt } = state(map);
    const marks = drawn.flatMap((layer) => layer.marks().filter((mark) => {
      const at = map.layerPointToContainerPoint([mark.x, mark.y]);
      const beside = layer.side && sideAt && sideAt(map.containerPointToLatLng(at)) !== layer.side;
      return !beside && isSeen(map, at);
    }));
    const names = mostImportant(marks.filter(({ name }) => name), MOST / 2);
    const others = mostImportant(marks.filter(({ name }) => !name), MOST - names.length);
    const told = [...names, ...others].map((mark) => described(map, mark)).filter(({ words }) => words);
    return Array.from(new Map(told.map((mark) => [mark.key, mark])).values()).sort(inOrder);
  }

  class MarkFocus {
    constructor(map) {
      Object.assign(this, { map, box: map.getContainer(), node: null, mark: null });
      this.box.addEventListener("keydown", (event) => {
        if (event.key !== "Tab" || event.shiftKey || event.target !== this.box) return;
        if (!state(map).takeCorner && this.go(marksOf(map)[0])) event.preventDefault();
        else this.drop(); // Tab would lead to what was left behind
      });
      map.on("move zoomend resize", () => this.node && this.lay());
      map.on("frontline:day", () => this.node && this.redrawn());
    }

    get focused() {
      return Boolean(this.node) && document.activeElement === this.node;
    }

    /* Each mark has a button of its own: a screen reader tells what takes the focus, not always what is named anew. */
    go(mark) {
      if (!mark) return false;
      const before = this.node;
      const node = document.createElement("button");
      node.type = "button";
      node.className = "frontline-mark-focus";
      node.setAttribute("aria-label", mark.words);
      L.DomEvent.disableClickPropagation(node);
      node.addEventListener("keydown", (event) => this.key(event));
      node.addEventListener("click", () => this.press()); // by a screen reader
      node.addEventListener("blur", () => this.node === node && closeTip(this.map));
      Object.assign(this, { node, mark });
      this.box.prepend(node); // before the buttons of the map
      this.lay();
      node.focus();
      node.addEventListener("focus", () => this.comeBack());
      if (before) before.remove();
      this.tell();
      return true;
    }

    /* The tooltip stands beside the mark, on the side where the map has more room, as Leaflet puts it. */
    tell() {
      const { x, y, width, middle, found } = this.mark;
      const beside = x < this.map.getSize().x / 2 ? x + width / 2 : x - width / 2;
      showWords(this.map, width > LEAST_PX ? this.map.containerPointToLatLng([beside, y]) : middle, found);
    }

    lay() {
      const { x, y } = this.map.latLngToContainerPoint(this.mark.middle);
      const size = this.map.getSize();
      const place = (middle, extent, side, end, room) => {
        const length = Math.max(LEAST_PX, extent + 2 * ROOM_PX);
        const start = Math.max(ROOM_PX, Math.min(room - length - ROOM_PX, middle - length / 2));
        this.node.style[side] = start + "px";
        this.node.style[end] = length + "px";
      };
      place(x, this.mark.width, "left", "width", size.x);
      place(y, this.mark.height, "top", "height", size.y);
    }

    /* The marks as they are now, and between which of them that with the focus is, or was. */
    around() {
      const marks = marksOf(this.map);
      const own = marks.findIndex(({ key }) => key === this.mark.key);
      if (own >= 0) return { before: marks[own - 1], same: marks[own], after: marks[own + 1] };
      const here = this.map.latLngToContainerPoint(this.mark.middle);
      const after = marks.findIndex((mark) => inOrder(mark, here) > 0);
      return after < 0 ? { before: marks.at(-1) } : { before: marks[after - 1], after: marks[after] };
    }

    key(event) {
      if (event.key === "Escape") return this.leave();
      if (event.key === "Tab") {
        const { before, after } = this.around();
        if (event.shiftKey ? this.go(before) || this.leave() : this.go(after)) event.preventDefault();
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        if (!event.repeat) this.press();
      }
    }

    /* As a click on it; what is seen only from nearer has other marks. */
    press() {
      const { at, found } = this.mark;
      if (found && found.zoomTo) this.leave();
      answer(this.map, at, found && answers(found) ? found : undefined);
    }

    /* From what follows the map, or from a popup. */
    comeBack() {
      const { before, same, after } = this.around();
      if (!this.go(same || after || before)) this.leave();
    }

    /* To the map itself. */
    leave() {
      this.box.focus({ preventScroll: true });
      this.drop();
      return true;
    }

    drop() {
      if (this.node) this.node.remove();
      this.node = null;
    }

    /* A mark may tell something else now, or be there no more; what was left behind would name one of the map before. */
    redrawn() {
      if (this.focused) setTimeout(() => this.focused && this.follow()); // when the marks are arranged anew
      else this.drop();
    }

    follow() {
      const before = this.mark;
      const same = marksOf(this.map).find(({ at, name }) => at.equals(before.at) && Boolean(name) === Boolean(before.name));
      if (!same) return this.leave();
      if (same.key !== this.mark.key) return this.go(same);
      this.mark = same;
      return this.tell();
    }
  }

  /* Once for each map; told again with each redraw. */
  function offerMarks(map) {
    const shared = state(map);
    shared.markFocus = shared.markFocus || new MarkFocus(map);
    shared.markFocus.redrawn();
  }

  Object.assign(window.frontline, { offerMarks });
})();
