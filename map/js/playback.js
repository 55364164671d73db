/* The days of a range, played on the map (map/playback.py). A step swaps layers in one go, so that no frame is
   ever empty, and leaves the map where the reader has it. */
(() => {
  "use strict";
  const { kinds, state, mark, point, svg, decodePath, tell, control, clock } = window.frontline;
  const { unpack, unpackSpots, signed } = window.frontline;

  const DAY_LEFT_OPEN = "\ue000"; // as in map/playback.py
  const SIDE = "played"; // panes of their own, above the layers that stand still
  const TEXTS = ["tips", "refs", "texts"];
  const COMMON = ["many", "badge", "most", "ring"]; // said of all features of a layer at once
  const ROOM = "--frontline-bar"; // how much of the map's lower edge the bar takes (ui/page.css)
  const ICONS = {
    play: "M7 4.5v15l12-7.5z",
    pause: "M6.5 5h4v14h-4zM13.5 5h4v14h-4z",
    back: "M6 5h2.6v14H6zM19 5v14L9.6 12z",
    forward: "M15.4 5H18v14h-2.6zM5 5l9.4 7L5 19z",
    stop: "M6 6h12v12H6z",
    pen: "M4 20l1-4.6L16.6 3.8a1.7 1.7 0 0 1 2.4 0l1.2 1.2a1.7 1.7 0 0 1 0 2.4L8.6 19z",
  };

  function icon(name) {
    const sign = svg("svg", { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" });
    svg("path", { d: ICONS[name], fill: "currentColor" }, sign);
    return sign;
  }

  /* Lines of text, each with a writing direction of its own. */
  function say(node, text) {
    const lines = text.split("\n").map((line) => {
      const own = document.createElement("bdi");
      own.textContent = line;
      return own;
    });
    node.replaceChildren(...lines);
  }
  window.frontline.signs = { icon, say };

  function element(tag, className, parent, text) {
    const node = parent.appendChild(document.createElement(tag));
    node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /* One value for each of the packed sizes: what `part` makes of where it begins and ends. */
  function cut(sizes, part) {
    let start = 0;
    return Array.from(unpack(sizes), (size) => part(start, (start += size)));
  }

  kinds.playback = L.Layer.extend({
    initialize(payload) {
      this.payload = payload;
      const { lon, lat } = unpackSpots(payload.arcs.spots);
      this.arcs = cut(payload.arcs.sizes, (from, to) => ({ lon: lon.subarray(from, to), lat: lat.subarray(from, to) }));
      const runs = unpack(payload.chains.runs); // first arc, as the step from the one before, and length of each
      for (let r = 0, first = 0; r < runs.length; r += 2) runs[r] = first += signed(runs[r]);
      this.chains = cut(payload.chains.sizes, (from, to) => runs.subarray(2 * from, 2 * to));
      this.spots = payload.slots.map((slot) => (slot.xy ? decodePath(slot.xy) : null));
      this.last = payload.days.length - 1;
      this.days = payload.whole ? [...payload.days, payload.whole] : payload.days;
      this.whole = payload.whole ? this.last + 1 : null; // a step of its own, which is not played
      this.names = payload.names.map((names) => new kinds.labels(names.labels));
      this.made = new Map();
      this.shown = [];
      this.hidden = new Set();
    },

    onAdd(map) {
      const shared = state(map);
      // a redraw of the page brings the playback anew: it goes on where it was
      const reduced = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const before = shared.playback;
      const first = this.whole === null ? 0 : this.whole;
      const known = before ? this.days.findIndex((day) => day.iso === before.day) : first;
      this.running = before ? before.running : !reduced && this.last > 0 && this.whole === null;
      this.speed = before ? before.speed : this.payload.speeds[0];
      shared.playback = this;
      shared.dayAt = () => this.day;
      window.frontline.goToDay = (iso) => this.goTo(Math.max(this.payload.days.findLastIndex((day) => day.iso <= iso), 0));
      this.build(map);
      this.keepClear(map);
      this.onKey = (event) => this.key(event);
      this.onAsk = () => this.pause();
      map.getContainer().addEventListener("keydown", this.onKey, true); // before Leaflet pans by arrow keys
      map.on("click", this.onAsk);
      this.show(Math.max(known, 0));
      if (before) this.refocus(before.focused);
      else if (this.whole === null) map.getContainer().focus({ preventScroll: true });
      this.run(this.running);
    },

    onRemove(map) {
      const shared = state(map);
      clock.cancel(this.timer);
      const inside = this.bar.contains(document.activeElement);
      this.focused = inside ? document.activeElement.dataset.act : null;
      map.getContainer().removeEventListener("keydown", this.onKey, true);
      map.off("click", this.onAsk);
      this.shown.forEach((layer) => map.removeLayer(layer));
      this.shown = [];
      this.names.forEach((names) => map.removeLayer(names));
      this.bar.remove();
      this.stamp.remove();
      this.height.disconnect();
      setTimeout(() => {
        if (shared.playback !== this) return; // the next one has taken over
        shared.playback = shared.dayAt = window.frontline.goToDay = undefined;
        this.page().document.documentElement.style.removeProperty(ROOM);
        this.tellHead(undefined);
      });
    },

    /* What lies over the map from outside its frame, as the legend does, keeps clear of the bar. */
    keepClear(map) {
      const told = () => {
        const px = map.getContainer().clientHeight - this.bar.offsetTop;
        this.page().document.documentElement.style.setProperty(ROOM, px + "px");
      };
      this.height = new ResizeObserver(told);
      this.height.observe(this.bar);
      told();
    },

    /* The window of the page around the map; of a page on disk, which has no frame, its own. */
    page() {
      return window.frameElement ? window.parent : window;
    },

    /* The head of the page follows, where it does (ui/head.js): two texts, undefined when nothing plays. */
    tellHead(words) {
      window.frontline.head = words;
      window.frontline.dayPlayed = words && this.day;
      this.page().tellHead?.();
    },

    /* Show step `at`: what it has in common with the one before stays where it is. */
    show(at) {
      const map = this._map;
      const onward = at > this.at && at !== this.whole;
      this.at = at;
      const next = this.layersOf(at);
      const before = this.shown;
      next.filter((layer) => !before.includes(layer)).forEach((layer) => map.addLayer(layer));
      before.filter((layer) => !next.includes(layer)).forEach((layer) => map.removeLayer(layer));
      this.shown = next;
      this.names.forEach((names, n) => this.showNames(names, this.payload.names[n], onward));
      const day = this.days[at];
      this.day = day.iso;
      say(this.parts.day, day.stamp);
      say(this.parts.note, day.note);
      const onScale = Math.min(at, this.last);
      this.parts.progress.value = onScale;
      this.parts.progress.setAttribute("aria-valuetext", day.stamp.replace("\n", " · "));
      this.parts.progress.style.setProperty("--done", this.last ? onScale / this.last : 1);
      this.stamp.classList.toggle("frontline-stamp-whole", at === this.whole);
      if (this.parts.whole) this.parts.whole.setAttribute("aria-pressed", at === this.whole);
      this.tellHead(day.head);
      mark(map);
      point(map);
      map.fire("frontline:day", { at });
    },

    /* Show the layers named in `hidden` no longer, and all the others in their order. */
    without(hidden) {
      this.hidden = hidden;
      this.shown.forEach((layer) => this._map.removeLayer(layer));
      this.shown = [];
      this.show(this.at);
    },

    /* Names with what had become of their places by the day shown; where the days go `onward`, those flash of whose
       places this day told anew. */
    showNames(names, { layer, told, steps }, onward) {
      if (this.hidden.has(layer)) return this._map.removeLayer(names);
      const notes = {};
      steps.slice(0, this.at + 1).forEach((anew) => {
        for (let i = 0; i < anew.length; i += 2) notes[anew[i]] = told[anew[i + 1]];
      });
      names.say(notes, onward ? steps[this.at].filter((_, i) => i % 2 === 0) : []);
      return this._map.addLayer(names);
    },

    layersOf(at) {
      const wanted = [];
      const past = [];
      this.payload.slots.forEach((slot, s) => {
        const now = slot.steps[at];
        if (this.hidden.has(slot.layer)) return;
        if (now.length) wanted.push(this.layer(s, now, false));
        if (!slot.fades || at === 0 || at === this.whole) return;
        const seen = new Set(now.map((feature) => (slot.refs ? slot.refs[feature] : feature)));
        const gone = slot.steps[at - 1].filter((feature) => !seen.has(slot.refs ? slot.refs[feature] : feature));
        if (gone.length) past.push(this.layer(s, gone, true));
      });
      return [...past, ...wanted]; // yesterday's events fade, under those of today
    },

    layer(s, features, past) {
      const key = [s, past, features].join();
      if (!this.made.has(key)) {
        const slot = this.payload.slots[s];
        const drawn = new kinds[slot.kind](this.pick(s, features, past), SIDE);
        const about = drawn.about;
        drawn.about = (index) => this.dated(about.call(drawn, index));
        this.made.set(key, drawn);
      }
      return this.made.get(key);
    },

    /* What a feature says of itself names the day that is shown. */
    dated(found) {
      const tip = found.tip && this.fill(found.tip);
      return { ...found, tip };
    },

    fill(text) {
      return text.split(DAY_LEFT_OPEN).join(this.days[this.at].words);
    },

    /* The payload of an ordinary layer with only these features of a slot. */
    pick(s, features, past) {
      const slot = this.payload.slots[s];
      const column = (name) => features.map((feature) => slot[name][feature]);
      const payload = { level: slot.level, styles: slot.styles, style: column("style") };
      COMMON.filter((name) => name in slot).forEach((name) => (payload[name] = slot[name]));
      if (slot.parts) Object.assign(payload, this.paths(column("parts")));
      else {
        const { lon, lat } = this.spots[s];
        payload.at = {
          lon: Float64Array.from(features, (feature) => lon[feature]),
          lat: Float64Array.from(features, (feature) => lat[feature]),
        };
      }
      if (slot.radii) payload.radii = column("radii");
      if (past) payload.faint = features.map(() => 2);
      else if (slot.faint) payload.faint = column("faint");
      if (!past) TEXTS.filter((name) => slot[name]).forEach((name) => (payload[name] = column(name)));
      return payload;
    },

    paths(parts) {
      const lon = [];
      const lat = [];
      const sizes = [];
      for (const path of parts.flat()) {
        const begin = lon.length;
        const runs = this.chains[path]; // first arc and length of each run (map/arcs.py, in_runs)
        for (let r = 0; r < runs.length; r += 2) {
          for (let arc = runs[r]; arc < runs[r] + runs[r + 1]; arc++) {
            const { lon: x, lat: y } = this.arcs[arc < 0 ? ~arc : arc];
            const n = x.length;
            for (let i = lon.length > begin ? 1 : 0; i < n; i++) {
              const v = arc < 0 ? n - 1 - i : i;
              lon.push(x[v]);
              lat.push(y[v]);
            }
          }
        }
        sizes.push(lon.length - begin);
      }
      return { at: { lon, lat }, sizes, parts: parts.map((part) => part.length) };
    },

    /* The clock. A step falls due a fixed time after the one before, and waits for the end of a zoom. */
    run(running) {
      clock.cancel(this.timer);
      this.running = running;
      const act = running ? "pause" : "play";
      this.parts.toggle.replaceChildren(icon(act));
      this.hint(this.parts.toggle, act, "space");
      this.stamp.setAttribute("aria-live", running ? "off" : "polite");
      this.bar.classList.toggle("frontline-running", running);
      if (running) this.due(clock.now() + 1000 / this.speed);
    },

    due(when) {
      clock.cancel(this.timer);
      this.timer = clock.after(Math.max(0, when - clock.now()), () => {
        if (this._map._animatingZoom) return this.due(clock.now() + 30);
        this.show(Math.min(this.at + 1, this.last));
        if (this.at === this.last) return this.run(false);
        return this.due(Math.max(when + 1000 / this.speed, clock.now()));
      });
    },

    play() {
      if (this.at >= this.last) this.show(0);
      this.run(true);
      this.announce();
    },
    pause() {
      if (this.running) this.run(false);
      this.announce();
    },
    /* The reader has set it to play, or to a day. */
    announce() {
      this._map.fire("frontline:set");
    },
    toggle() {
      if (this.running) this.pause();
      else this.play();
    },
    goTo(at) {
      this.pause();
      this.show(Math.max(0, Math.min(this.last, at)));
    },
    showWhole() {
      this.pause();
      this.show(this.whole);
    },
    pace(speed) {
      this.speed = speed;
      if (this.running) this.run(true);
    },
    leave(wish) {
      if (this.running) this.run(false);
      this.bar.classList.add("frontline-leaving");
      tell("player", { wish, day: this.day });
    },

    /* Space and arrow keys, when the map or the bar has the focus; what a control does with a key stays its own. */
    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const on = event.target;
      const steps = { ArrowLeft: -1, ArrowRight: 1 };
      if (event.key === " " && !on.closest("button, select, a")) this.toggle();
      else if (event.key in steps && !on.closest("select, input")) this.goTo(this.at + steps[event.key]);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },

    build(map) {
      const { words } = this.payload;
      const parts = (this.parts = {});
      this.stamp = element("div", "frontline-stamp", map.getContainer());
      parts.day = element("strong", "", this.stamp);
      parts.note = element("span", "frontline-stamp-note", this.stamp);
      this.bar = control(map, "frontline-player");
      this.bar.setAttribute("role", "group");
      this.bar.setAttribute("aria-label", words.bar);
      const buttons = element("div", "frontline-player-row", this.bar);
      this.sign(buttons, "back", "left", () => this.goTo(this.at - 1));
      parts.toggle = this.sign(buttons, "play", "space", () => this.toggle());
      this.sign(buttons, "forward", "right", () => this.goTo(this.at + 1));
      parts.progress = this.scale(buttons);
      parts.speed = this.speeds(buttons);
      const answers = element("div", "frontline-player-row", this.bar);
      if (words.remark) say(element("div", "frontline-player-remark", answers), words.remark);
      if (this.whole !== null) {
        parts.whole = this.wordy(answers, "whole", () => this.showWhole());
        return;
      }
      this.wordy(answers, "use", () => this.leave("use"));
      this.wordy(answers, "stop", () => this.leave("stop"));
    },

    button(row, className, act, pressed) {
      const node = element("button", className, row);
      node.type = "button";
      node.dataset.act = act;
      node.addEventListener("click", pressed);
      return node;
    },

    sign(row, act, key, pressed) {
      const node = this.button(row, "frontline-player-sign", act, pressed);
      node.appendChild(icon(act));
      this.hint(node, act, key);
      return node;
    },

    hint(node, act, key) {
      const { words } = this.payload;
      node.setAttribute("aria-label", words[act]);
      node.title = words[act] + " (" + words[key] + ")";
    },

    wordy(row, act, pressed) {
      const { words } = this.payload;
      const node = this.button(row, "frontline-player-words", act, pressed);
      node.textContent = words[act];
      node.title = words[act + "Hint"];
      return node;
    },

    scale(row) {
      const scale = element("input", "frontline-player-progress", row);
      Object.assign(scale, { type: "range", min: 0, max: this.last, step: 1, value: 0 });
      scale.setAttribute("aria-label", this.payload.words.progress);
      scale.dataset.act = "progress";
      scale.addEventListener("input", () => this.goTo(Number(scale.value)));
      return scale;
    },

    speeds(row) {
      const choice = element("select", "frontline-player-speed", row);
      choice.setAttribute("aria-label", this.payload.words.speed);
      choice.dataset.act = "speed";
      this.payload.speeds.forEach((speed, n) => {
        element("option", "", choice, this.payload.words.speeds[n]).value = speed;
      });
      choice.value = this.speed;
      choice.addEventListener("change", () => this.pace(Number(choice.value)));
      return choice;
    },

    refocus(act) {
      const node = act ? this.bar.querySelector('[data-act="' + act + '"]') : null;
      if (node) node.focus({ preventScroll: true });
    },
  });
})();
