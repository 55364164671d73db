/* Ground and areas drawn by hand (map/sketch_tools.py): a button on the map, then corners (corners.js), and what was drawn
   for the page to ask who holds it, or to tell its figures. Nothing is kept here. */
(() => {
  "use strict";
  const { kinds, barButton, control, nameButton, tell, state, svg, signs, Corners } = window.frontline;

  const LEAST = { polygon: 3, line: 2 };

  const turn = (a, b, c) => Math.sign((b.lng - a.lng) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lng - a.lng));
  const cross = (a, b, c, d) => turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);

  /* Whether two sides of the closed outline through `corners` that are no neighbours meet. */
  function crossesItself(corners) {
    const count = corners.length;
    const side = (at) => [corners[at], corners[(at + 1) % count]];
    for (let one = 0; one < count; one++) {
      for (let other = one + 2; other < count; other++) {
        if ((other + 1) % count !== one && cross(...side(one), ...side(other))) return true;
      }
    }
    return false;
  }

  function outline(node) {
    const corners = ["4 7", "11 3", "17 9", "13 17", "5 15"];
    const look = { fill: "none", stroke: "currentColor", "stroke-linejoin": "round", "stroke-linecap": "round" };
    const drawing = svg("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" }, node);
    svg("path", { d: `M${corners.join("L")}Z`, "stroke-width": 1.5, ...look }, drawing);
    svg("path", { d: corners.map((at) => `M${at}h.01`).join(""), "stroke-width": 4.5, ...look }, drawing);
  }

  const BUTTONS = {
    area: { className: "frontline-draws", draw: outline },
    drawn: { className: "frontline-draws-ground", draw: (node) => node.append(signs.icon("pen")) },
  };

  kinds.draw = L.Layer.extend({
    /* `tells`: what the page calls what is drawn; `shapes`: what can be. */
    initialize({ tells, shapes, words }) {
      Object.assign(this, { tells, kindsOfShape: shapes, words });
    },

    /* What was drawn so far stays with the map: the page may put this layer on anew meanwhile. */
    onAdd(map) {
      const begin = () => {
        if (this.corners) return this.cancel();
        this.open({ shape: "polygon", corners: [] });
        this.focusMap();
      };
      this.place = control(map, "frontline-draw");
      this.begin = barButton(map, BUTTONS[this.tells].className, begin);
      BUTTONS[this.tells].draw(this.begin);
      nameButton(this.begin, this.words.begin);
      const begun = this.sketches()[this.tells];
      if (begun) this.open(begun);
    },

    /* Where Enter and the arrow keys are the map's. */
    focusMap() {
      this._map.getContainer().focus({ preventScroll: true });
    },

    sketches() {
      const shared = state(this._map);
      return (shared.sketches = shared.sketches || {});
    },

    onRemove() {
      this.leave();
      this.begin.remove();
      this.place.remove();
    },

    button(className, words, act) {
      const node = document.createElement("button");
      node.type = "button";
      node.className = className;
      node.textContent = words;
      node.addEventListener("click", act);
      return node;
    },

    open(sketch) {
      const map = this._map;
      this.panel = this.place.appendChild(document.createElement("div"));
      this.panel.className = "frontline-draw-panel";
      this.panel.setAttribute("role", "group");
      this.panel.setAttribute("aria-label", this.words.begin);
      const shapes = document.createElement("div");
      this.shapes = this.kindsOfShape.map((shape) => {
        const node = this.button("", this.words[shape], () => this.corners.change({ shape }));
        node.dataset.shape = shape;
        return node;
      });
      shapes.append(...this.shapes);
      this.hint = document.createElement("p");
      this.hint.setAttribute("role", "status");
      this.back = this.button("", this.words.back, () => this.corners.back());
      this.done = this.button("frontline-draw-done", this.words.done, () => this.finish());
      const away = this.button("", this.words.cancel, () => this.cancel());
      const acts = document.createElement("div");
      acts.append(this.back, this.done, away);
      if (this.shapes.length > 1) this.panel.append(shapes);
      this.panel.append(this.hint, acts);
      this.begin.setAttribute("aria-pressed", "true");
      this.corners = new Corners(map, {
        sketch,
        drag: this.words.drag,
        changed: () => this.judge(sketch),
        finish: () => this.finish(),
        cancel: () => this.cancel(),
      });
      this.sketches()[this.tells] = sketch;
    },

    /* What is still to be done is said under the shapes; only what can be ground is handed on. */
    judge({ shape, corners }) {
      const left = LEAST[shape] - corners.length;
      const crossed = shape === "polygon" && crossesItself(corners);
      this.hint.textContent = crossed ? this.words.crossed : left > 0 ? this.words.more[left - 1] : this.words.ready;
      this.hint.classList.toggle("frontline-draw-wrong", crossed);
      this.done.disabled = crossed || left > 0;
      this.back.disabled = !corners.length;
      if (document.activeElement.disabled) this.focusMap(); // no key would reach the map from there
      this.shapes.forEach((node) => node.setAttribute("aria-pressed", String(node.dataset.shape === shape)));
    },

    finish() {
      if (this.done.disabled) return;
      const { shape, corners } = this.corners.sketch;
      tell(this.tells, { shape, corners: corners.map(({ lng, lat }) => [lng, lat]) });
      this.cancel();
    },

    cancel() {
      this.sketches()[this.tells] = null;
      this.leave();
      this.focusMap();
    },

    leave() {
      if (!this.corners) return;
      this.corners.remove();
      this.corners = null;
      this.panel.remove();
      this.begin.setAttribute("aria-pressed", "false");
    },
  });
})();
