/* Ground drawn by hand (map/ground_sketch.py): a button on the map, then corners (corners.js), and what was drawn for the
   page to ask who holds it. Nothing is kept here. */
(() => {
  "use strict";
  const { kinds, control, tell, state, Corners } = window.frontline;

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

  kinds.draw = L.Layer.extend({
    initialize(payload) {
      this.words = payload.words;
    },

    /* What was drawn so far stays with the map: the page may put this layer on anew meanwhile. */
    onAdd(map) {
      this.place = control(map, "frontline-draw");
      this.begin = this.button("", this.words.begin, () => this.open({ shape: "polygon", corners: [] }));
      this.place.append(this.begin);
      if (state(map).sketch) this.open(state(map).sketch);
    },

    onRemove() {
      this.leave();
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
      shapes.className = "frontline-draw-shapes";
      this.shapes = Object.keys(LEAST).map((shape) => {
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
      this.panel.append(shapes, this.hint, acts);
      this.begin.hidden = true;
      this.corners = new Corners(map, {
        sketch,
        drag: this.words.drag,
        changed: () => this.judge(sketch),
        finish: () => this.finish(),
        cancel: () => this.cancel(),
      });
      state(map).sketch = sketch;
    },

    /* What is still to be done is said under the shapes; only what can be ground is handed on. */
    judge({ shape, corners }) {
      const left = LEAST[shape] - corners.length;
      const crossed = shape === "polygon" && crossesItself(corners);
      this.hint.textContent = crossed ? this.words.crossed : left > 0 ? this.words.more[left - 1] : this.words.ready;
      this.hint.classList.toggle("frontline-draw-wrong", crossed);
      this.done.disabled = crossed || left > 0;
      this.back.disabled = !corners.length;
      this.shapes.forEach((node) => node.setAttribute("aria-pressed", String(node.dataset.shape === shape)));
    },

    finish() {
      if (this.done.disabled) return;
      const { shape, corners } = this.corners.sketch;
      tell("drawn", { shape, corners: corners.map(({ lng, lat }) => [lng, lat]) });
      this.cancel();
    },

    cancel() {
      state(this._map).sketch = null;
      this.leave();
    },

    leave() {
      if (!this.corners) return;
      this.corners.remove();
      this.corners = null;
      this.panel.remove();
      this.begin.hidden = false;
    },
  });
})();
