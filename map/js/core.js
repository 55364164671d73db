/* What every drawn layer shares: stacking, safe text, one hit test for the whole map, clicks to Python.
   Runs inside streamlit-folium's frame and inside a self-contained page; needs Leaflet 1.9 and nothing else. */
window.frontline = (() => {
  "use strict";

  const LEVELS = { ground: 350, areas: 400, veils: 410, lines: 420, circles: 430, points: 610, labels: 640, sketch: 645 };
  const SOFT = { px: 5, zoom: 8, most: 20 }; // how far the edge of a veil runs out, at this zoom
  const MARGIN = 8; // px around the bounds a map is fitted to
  const CLICK_DELAY_MS = 220; // a double click zooms; only a single one asks a question
  const HEARD_AFTER_MS = 2000; // the page has surely heard what was told before
  let told = {};
  const SVG = "http://www.w3.org/2000/svg";
  const LEAFLET = '<a href="https://leafletjs.com" target="_blank" rel="noopener noreferrer">Leaflet</a>';
  const kinds = {};
  const tolerance = window.matchMedia("(pointer: coarse)").matches ? 16 : 6; // px about a fingertip or an arrow

  /* The clock the days are played by, milliseconds: one object, so that a test may turn the hands itself. */
  const clock = {
    now: () => performance.now(),
    after: (wait, then) => setTimeout(then, wait),
    cancel: (timer) => clearTimeout(timer),
  };

  function state(map) {
    if (!map.frontline) {
      map.frontline = { drawn: [], renderers: {}, credits: [], tip: null, selected: null, mark: null, found: null };
      map.getContainer().classList.add("frontline-map");
      listen(map);
    }
    return map.frontline;
  }

  /* `side`: what is seen on one side of a divider only has panes of its own, which compare.js clips. */
  function pane(map, level, side) {
    const name = "frontline-" + level + (side ? "-" + side : "");
    if (!map.getPane(name)) {
      const node = map.createPane(name);
      node.style.zIndex = LEVELS[level];
      node.style.pointerEvents = "none"; // the hit test below answers for every layer
      map.fire("frontline:pane");
    }
    return name;
  }

  function renderer(map, level, side) {
    const known = state(map).renderers;
    const name = pane(map, level, side);
    if (!known[name]) {
      known[name] = L.svg({ pane: name, padding: 0.4 });
      if (level === "veils") soften(map, name);
    }
    return known[name];
  }

  /* Veils have no edge: they are blurred by the same stretch of ground at every zoom. */
  function soften(map, name) {
    const blur = () => {
      const px = Math.min(SOFT.most, SOFT.px * Math.pow(2, map.getZoom() - SOFT.zoom));
      map.getPane(name).style.filter = "blur(" + px.toFixed(1) + "px)";
    };
    map.on("zoomend", blur);
    blur();
  }

  function svg(tag, attributes, parent) {
    const node = document.createElementNS(SVG, tag);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(node);
    return node;
  }

  /* Fill patterns live once per map; `spec` is made by map/swatches.py, for the legend shows the same. */
  function pattern(map, spec) {
    const shared = state(map);
    if (!shared.defs) {
      const holder = svg("svg", { width: 0, height: 0, class: "frontline-fills" }, map.getContainer());
      shared.defs = svg("defs", {}, holder);
      shared.patterns = new Map();
    }
    const key = JSON.stringify(spec);
    if (!shared.patterns.has(key)) {
      const id = "frontline-fill-" + L.stamp(map) + "-" + shared.patterns.size;
      const box = { id, width: spec.size, height: spec.size, patternUnits: "userSpaceOnUse" };
      const node = svg("pattern", box, shared.defs);
      spec.shapes.forEach((shape) => svg("path", shape, node));
      shared.patterns.set(key, "url(#" + id + ")");
    }
    return shared.patterns.get(key);
  }

  /* The only place where text from data becomes part of the page: always as text nodes, never as HTML. */
  function textBlock(text) {
    const block = document.createElement("div");
    text.split("\n").forEach((line, number) => {
      const row = block.appendChild(document.createElement(number ? "div" : "strong"));
      const isolated = row.appendChild(document.createElement("bdi"));
      isolated.textContent = line;
    });
    return block;
  }

  function asHtml(text) {
    const holder = document.createElement("bdi");
    holder.textContent = text;
    return holder.outerHTML;
  }

  function atTop(map, latlng, tolerance, wanted, order = state(map).drawn) {
    const { sideAt } = state(map);
    const side = sideAt ? sideAt(latlng) : null;
    for (let i = order.length - 1; i >= 0; i--) {
      if (order[i].side && side && order[i].side !== side) continue;
      const found = order[i].hit ? order[i].hit(latlng, tolerance) : null;
      if (found && wanted(found)) return found;
    }
    return null;
  }

  const answers = (found) => found.ref || found.zoomTo;

  /* Ground at a spot, under whatever lies on it; null where the map shows no ground that answers. */
  const groundAt = (map, latlng) => atTop(map, latlng, 0, answers, state(map).drawn.filter(({ payload }) => payload.level === "areas"));

  /* Above the layers: what the pointer is over, told again whenever either of the two changes. */
  function point(map) {
    const shared = state(map);
    if (!shared.pointer || shared.takeCorner) return closeTip(map);
    const found = atTop(map, shared.pointer, tolerance, (one) => one.tip || answers(one));
    map.getContainer().style.cursor = found && answers(found) ? "pointer" : "";
    showWords(map, shared.pointer, found);
  }

  /* The tooltip of what was found at a spot, and the circle it may have been in. */
  function showWords(map, latlng, found) {
    showAround(map, found ? found.around : null);
    showTip(map, latlng, found);
  }

  function showAround(map, circle) {
    const shared = state(map);
    if (shared.around) map.removeLayer(shared.around);
    shared.around = circle ? circle.addTo(map) : null;
  }

  function closeTip(map) {
    const shared = state(map);
    showAround(map, null);
    if (shared.tip) map.removeLayer(shared.tip);
    shared.tip = null;
  }

  function showTip(map, latlng, found) {
    const shared = state(map);
    if (!found || !found.tip) return closeTip(map);
    if (!shared.tip) {
      shared.tip = L.tooltip({ className: "frontline-tip", direction: "auto", offset: [14, 0], opacity: 1 });
    }
    if (shared.tip.shows !== found.tip) {
      shared.tip.setContent(textBlock(found.tip));
      shared.tip.shows = found.tip;
    }
    shared.tip.setLatLng(latlng);
    if (!map.hasLayer(shared.tip)) map.addLayer(shared.tip);
  }

  function mark(map) {
    const shared = state(map);
    if (shared.mark) map.removeLayer(shared.mark);
    shared.mark = null;
    if (!shared.selected) return;
    const marks = new Map(); // one on each side of a divider
    for (const layer of shared.drawn) {
      const index = marks.has(layer.side) ? -1 : layer.find(shared.selected);
      if (index >= 0) marks.set(layer.side, layer.outline(index));
    }
    if (marks.size) shared.mark = L.layerGroup([...marks.values()]).addTo(map);
  }

  /* `found`: what was pressed, where that is known better than by what lies on top at `at`; one that stands elsewhere than
     it is written, the name of a place, is asked about where it stands. */
  function answer(map, at, found = atTop(map, at, tolerance, answers)) {
    const shared = state(map);
    if (found && found.zoomTo) return found.zoomTo();
    const latlng = (found && found.at) || at;
    shared.selected = found ? found.ref : null;
    mark(map);
    map.fire("frontline:asked", { latlng, found });
    if (window.Streamlit) {
      const day = shared.dayAt ? shared.dayAt(latlng) : null; // null: the last day of the range
      const beside = map.containerPointToLatLng(map.latLngToContainerPoint(latlng).add([tolerance, 0]));
      const within = map.distance(latlng, beside); // m: how exact a click is at this zoom
      tell("click", { lat: latlng.lat, lon: latlng.lng, ref: shared.selected, within, day });
    }
  }

  function listen(map) {
    const shared = map.frontline;
    let pending = null;
    let asked = null;
    map.on("click", (event) => {
      if (shared.takeCorner) return shared.takeCorner(event.latlng); // corners are being set (corners.js)
      clearTimeout(pending);
      pending = setTimeout(() => answer(map, event.latlng), CLICK_DELAY_MS);
    });
    map.on("dblclick", () => clearTimeout(pending));
    /* The frame has another size: what the map was fitted to is fitted anew, once no flight is under way. */
    const settle = () => {
      if (!shared.resized || shared.fitting || map._animatingZoom) return;
      shared.resized = false;
      if (shared.fitted) fit(map, shared.fitted, false);
    };
    const box = map.getContainer();
    // the browser takes a focus that a script gives after a click for one by keyboard: this tells the two apart
    box.addEventListener("pointerdown", () => box.classList.remove("frontline-keyed"), true);
    // before Leaflet does, which lets the page scroll to the whole map: the click would fall beside what was pressed
    box.addEventListener("mousedown", (event) => {
      if (!event.target.closest("button, a, input, select")) box.focus({ preventScroll: true });
    }, true);
    box.addEventListener("keyup", () => box.classList.add("frontline-keyed"), true);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== box || event.repeat) return; // not that of a button on the map
      (shared.takeCorner || ((latlng) => answer(map, latlng)))(map.getCenter());
      event.preventDefault();
    });
    map.on("mousemove", (event) => {
      if (asked === null) {
        asked = requestAnimationFrame(() => {
          asked = null;
          point(map);
        });
      }
      shared.pointer = event.latlng;
    });
    map.on("mouseout movestart", () => {
      if (asked !== null) cancelAnimationFrame(asked);
      asked = shared.pointer = null;
      closeTip(map);
    });
    map.on("zoomstart dragstart", ({ type }) => {
      if (type === "dragstart" || !shared.fitting) shared.fitted = null; // the reader has taken over
      else shared.fitting = "begun";
    });
    map.on("moveend", () => {
      if (shared.fitting !== "asked" && !map._animatingZoom) shared.fitting = null;
      settle();
    });
    map.on("resize", () => {
      shared.resized = true;
      settle();
    });
    if (window.ResizeObserver) {
      new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
    }
  }

  function fit(map, bounds, animate) {
    // while it zooms, Leaflet takes another wish for granted and forgets it
    if (map._animatingZoom) return void map.once("zoomend", () => fit(map, bounds, animate));
    const shared = state(map);
    const [west, south, east, north] = bounds;
    const corners = L.latLngBounds([[south, west], [north, east]]);
    const steady = map.getBoundsZoom(corners, false, L.point(2 * MARGIN, 2 * MARGIN)) === map.getZoom();
    // a zoom that Leaflet animates begins a frame later, and the map may be given another size before
    shared.fitting = animate && !steady ? "asked" : "begun";
    shared.fitted = bounds;
    map.fitBounds(corners, { animate, padding: [MARGIN, MARGIN] });
    if (!animate) shared.fitting = null;
  }

  function nameButton(node, words) {
    node.title = words;
    node.setAttribute("aria-label", words);
  }

  const BAR = ["frontline-home", "frontline-ruler", "frontline-draws", "frontline-draws-ground"]; // from the top, whichever comes first

  /* A small button under those that zoom, one of BAR; `press` is done when it is pressed. */
  function barButton(map, className, press) {
    const bar = map.zoomControl.getContainer();
    const node = L.DomUtil.create("a", className);
    const below = BAR.slice(BAR.indexOf(className) + 1).map((other) => bar.querySelector(`.${other}`));
    bar.insertBefore(node, below.find(Boolean) || null);
    node.href = "#";
    node.role = "button";
    L.DomEvent.disableClickPropagation(node);
    node.addEventListener("click", (event) => {
      event.preventDefault();
      press();
    });
    return node;
  }

  /* One of the texts of the map itself (map/browser_words.py), its gaps filled. */
  function say(name, gaps = {}) {
    return window.frontline.words[name].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);
  }

  /* Say what a press on the map found to readers who hear the page: a live region has to stand before it speaks. */
  function tellFound(map, words) {
    const shared = state(map);
    if (!shared.found) {
      shared.found = L.DomUtil.create("div", "frontline-found", map.getContainer());
      shared.found.setAttribute("role", "status");
    }
    if (shared.found.textContent !== words) shared.found.textContent = words;
  }

  /* Told once for each redraw, after the layers: what the page wants of the map as a whole. */
  function view(map, wish) {
    const shared = state(map);
    const box = map.getContainer();
    box.dataset.theme = wish.theme;
    box.dataset.tiles = wish.tiles ? "yes" : "no"; // ground lets an online base map shine through
    box.setAttribute("role", "application"); // the keys are the map's own
    box.setAttribute("aria-label", wish.title);
    if (window.frameElement) window.frameElement.title = wish.title; // Streamlit names the frame by its component
    if (wish.words) window.frontline.words = wish.words;
    for (const [button, words] of [["_zoomInButton", "zoomIn"], ["_zoomOutButton", "zoomOut"]]) {
      const node = map.zoomControl && map.zoomControl[button];
      if (node) nameButton(node, window.frontline.words[words]);
    }
    map.attributionControl.setPrefix(LEAFLET);
    shared.credits.forEach((credit) => map.attributionControl.removeAttribution(credit));
    shared.credits = wish.credits.length ? [wish.credits.map(asHtml).join(say("comma"))] : [];
    map.attributionControl.getContainer().dir = wish.way;
    shared.credits.forEach((credit) => map.attributionControl.addAttribution(credit));
    window.frontline.foldCredits(map, !shared.credits.length || wish.tiles);
    shared.viewed = true;
    shared.selected = wish.selected;
    tellFound(map, wish.found);
    mark(map);
    closeTip(map);
    if (wish.steering) window.frontline.steer(map, wish.steering);
    window.frontline.offerMarks(map);
    window.frontline.offerRuler(map);
    window.frontline.offerScale(map);
    if (wish.steering) window.frontline.place(map, wish.steering.at, wish.where);
    if (wish.finest) window.frontline.refine(map, wish.finest);
    if (wish.show && wish.show !== shared.shown && window.frameElement) {
      shared.shown = wish.show;
      window.frameElement.scrollIntoView({ block: "center", behavior: "smooth" });
    }
    if (wish.fly && wish.fly.id !== shared.flown) {
      const animate = shared.flown !== undefined;
      shared.flown = wish.fly.id;
      fit(map, wish.fly.bounds, animate);
    }
  }

  /* Base class of the kinds: keeps itself in the hit-test order while it is on the map. */
  const Drawn = L.Layer.extend({
    initialize(payload, side) {
      this.payload = payload;
      this.side = side;
      this.refs = payload.refs;
      this.decode(payload);
    },
    onAdd(map) {
      const drawn = state(map).drawn;
      const above = drawn.findIndex((other) => LEVELS[other.payload.level] > LEVELS[this.payload.level]);
      drawn.splice(above < 0 ? drawn.length : above, 0, this);
      this.show(map);
    },
    onRemove(map) {
      const drawn = state(map).drawn;
      drawn.splice(drawn.indexOf(this), 1);
      this.hide(map);
    },
    about(index) {
      const pick = (column) => (this.payload[column] ? this.payload[column][index] : null);
      return { ref: pick("refs"), tip: pick("tips") };
    },
    find(ref) {
      return this.refs ? this.refs.indexOf(ref) : -1;
    },
    /* Those the Tab key goes to (mark_focus.js): x, y of the middle in px of the layer, width, height, `rank` (the most
       important have the least) and `find`, which gives what a press on one finds. A name of a place has `name` and
       `at`, where the place is; a count of several is `nameless`. */
    marks() {
      return [];
    },
    speaks() {
      return Boolean(this.payload.refs || this.payload.tips);
    },
  });

  /* Whole numbers of 1e-4 degree, each the step from the one before: small to send, exact to share edges. */
  function decodePath(steps) {
    const count = steps.length / 2;
    const lon = new Float64Array(count);
    const lat = new Float64Array(count);
    for (let i = 0, x = 0, y = 0; i < count; i++) {
      x += steps[2 * i];
      y += steps[2 * i + 1];
      lon[i] = x / 1e4;
      lat[i] = y / 1e4;
    }
    return { lon, lat };
  }

  function draw(group, kind, payload, side) {
    group.addLayer(new kinds[kind](payload, side));
  }

  /* Tell the page what the reader asked for on the map, with what was told moments ago: of two things told at once a
     run of the page hears the last alone, and each but once (ui/map.py). */
  function tell(name, said) {
    const at = Date.now();
    const recent = Object.entries(told).filter(([, one]) => at - one.at < HEARD_AFTER_MS);
    told = { ...Object.fromEntries(recent), [name]: { ...said, at } };
    if (window.Streamlit) window.Streamlit.setComponentValue(told);
  }

  function control(map, className, parent) {
    const node = (parent || map.getContainer()).appendChild(document.createElement("div"));
    node.className = className;
    return overMap(map, node);
  }

  /* A part of the page on top of the map: what happens on it is no business of the map underneath. */
  function overMap(map, node) {
    L.DomEvent.disableClickPropagation(node).disableScrollPropagation(node);
    // a button that exchanges its icon while it is pressed is no longer above what was pressed: Leaflet would take
    // that for a click on the map
    for (const kind of ["click", "mousemove"]) node.addEventListener(kind, (event) => event.stopPropagation());
    node.addEventListener("mouseenter", () => {
      state(map).pointer = null;
      closeTip(map);
    });
    return node;
  }

  return {
    kinds, Drawn, state, draw, view, fit, mark, point, pane, renderer, pattern, svg, decodePath, tell, control, overMap,
    answer, answers, atTop, groundAt, closeTip, showWords, textBlock, clock, say, nameButton, barButton, tellFound,
  };
})();
