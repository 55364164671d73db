/* Two days on one map (map/divider.py): the panes of each side are clipped at a divider the reader moves. */
(() => {
  "use strict";
  const { kinds, state, point, control, say } = window.frontline;

  const SIDES = ["left", "right"];
  const FAR_PX = 1e5; // clips reach this far where nothing is to be cut
  const LEAST = 0.02;
  const KEY_STEPS = { ArrowLeft: -0.02, ArrowRight: 0.02, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 };
  const KEEPS_UP = "move zoomend viewreset resize frontline:pane";

  kinds.divider = L.Layer.extend({
    initialize(payload) {
      this.days = payload.days;
    },

    onAdd(map) {
      const shared = state(map);
      shared.divider = shared.divider || 0.5; // share of the width; a redraw finds it where the reader left it
      this.build(map);
      shared.sideAt = (latlng) => (map.latLngToContainerPoint(latlng).x < this.x() ? "left" : "right");
      shared.dayAt = (latlng) => this.days[shared.sideAt(latlng)].iso;
      shared.halfOf = (side) => this.half(side);
      map.on(KEEPS_UP, this.clip, this);
      this.clip();
      this.arrange();
      if (shared.dividerFocused) this.line.focus({ preventScroll: true });
    },

    onRemove(map) {
      const shared = state(map);
      shared.dividerFocused = document.activeElement === this.line;
      map.off(KEEPS_UP, this.clip, this);
      this.panes().forEach(([, pane]) => (pane.style.clipPath = ""));
      shared.sideAt = shared.dayAt = shared.halfOf = undefined;
      this.line.remove();
      this.labels.forEach((label) => label.remove());
    },

    x() {
      return state(this._map).divider * this._map.getSize().x;
    },

    panes() {
      return Object.entries(this._map.getPanes()).filter(([name]) => SIDES.some((side) => name.endsWith("-" + side)));
    },

    /* From where to where a side is seen, px of the layers. */
    half(side) {
      const cut = this._map.containerPointToLayerPoint([this.x(), 0]).x;
      return side === "left" ? [-FAR_PX, cut] : [cut, FAR_PX];
    },

    /* Names keep to their half: once a frame, however fast the divider is moved. */
    arrange() {
      this.asked ??= requestAnimationFrame(() => {
        this.asked = undefined;
        if (this._map) this._map.fire("frontline:divided");
      });
    },

    /* Panes move with the map, the divider does not: the cut is told anew with every move. */
    clip() {
      const map = this._map;
      for (const [name, pane] of this.panes()) {
        const [west, east] = this.half(name.endsWith("-left") ? "left" : "right");
        const corners = [[west, -FAR_PX], [east, -FAR_PX], [east, FAR_PX], [west, FAR_PX]];
        pane.style.clipPath = "polygon(" + corners.map(([x, y]) => x + "px " + y + "px").join() + ")";
      }
      const share = (100 * state(map).divider).toFixed(2) + "%";
      this.line.style.left = share;
      this.labels[0].style.right = "calc(100% - " + share + ")";
      this.labels[1].style.left = share;
      this.line.setAttribute("aria-valuenow", Math.round(100 * state(map).divider));
    },

    moveTo(share) {
      state(this._map).divider = Math.max(LEAST, Math.min(1 - LEAST, share));
      this.clip();
      this.arrange();
      point(this._map);
    },

    build(map) {
      const box = map.getContainer();
      this.labels = SIDES.map((side) => {
        const label = box.appendChild(document.createElement("div"));
        label.className = "frontline-day frontline-day-" + side;
        label.textContent = this.days[side].words;
        return label;
      });
      this.line = control(map, "frontline-divider");
      const words = say("divider", { left: this.days.left.words, right: this.days.right.words });
      const roles = { role: "slider", tabindex: 0, "aria-label": words, "aria-valuemin": 0, "aria-valuemax": 100 };
      Object.entries(roles).forEach(([name, value]) => this.line.setAttribute(name, value));
      this.line.title = say("drag");
      this.line.appendChild(document.createElement("span"));
      this.line.addEventListener("pointerdown", (event) => {
        this.line.setPointerCapture(event.pointerId);
        this.line.focus({ preventScroll: true });
        event.preventDefault();
      });
      this.line.addEventListener("pointermove", (event) => {
        if (!this.line.hasPointerCapture(event.pointerId)) return;
        const { left, width } = box.getBoundingClientRect();
        this.moveTo((event.clientX - left) / width);
      });
      this.line.addEventListener("keydown", (event) => {
        if (!(event.key in KEY_STEPS)) return;
        this.moveTo(state(map).divider + KEY_STEPS[event.key]);
        event.preventDefault();
        event.stopPropagation(); // these keys would pan the map
      });
    },
  });
})();
