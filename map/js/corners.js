/* Corners set one by one on the map, by clicks, taps or the Enter key, which takes the middle; each can be dragged. The
   tools that draw ground and areas (draw.js) and measure distances (measure.js) differ in what they do with them. */
(() => {
  "use strict";
  const { pane, point, renderer, state } = window.frontline;

  const NEAR_PX = 4; // a second click of a double click falls on the corner of the first

  const Corners = L.Class.extend({
    /* `sketch`: shape ("polygon" or "line") and corners set so far; `drag`: what the title of a corner says; `changed`,
       `finish`, `cancel`: what the tool does then. Another tool that is at work is put away. */
    initialize(map, { sketch, drag, changed, finish, cancel }) {
      const shared = state(map);
      if (shared.corners) shared.corners.cancel();
      shared.corners = this;
      Object.assign(this, { map, sketch, drag, changed, finish, cancel });
      shared.takeCorner = (latlng) => this.add(latlng);
      map.doubleClickZoom.disable();
      window.frontline.limit(map);
      map.getContainer().classList.add("frontline-drawing");
      this.drawn = L.featureGroup().addTo(map);
      this.keys = (event) => {
        if (event.key === "Escape") this.cancel();
        if (event.key === "Backspace" && event.target === map.getContainer()) this.back();
      };
      map.getContainer().addEventListener("keydown", this.keys);
      map.on("dblclick", this.finish);
      this.refresh();
    },

    change(part) {
      Object.assign(this.sketch, part);
      this.refresh();
    },

    back() {
      this.change({ corners: this.sketch.corners.slice(0, -1) });
    },

    add(latlng) {
      const { corners } = this.sketch;
      const at = this.map.latLngToContainerPoint(latlng);
      const onOne = (corner) => this.map.latLngToContainerPoint(corner).distanceTo(at) <= NEAR_PX;
      if (!corners.some(onOne)) this.change({ corners: [...corners, latlng] });
    },

    refresh() {
      const { shape, corners } = this.sketch;
      this.drawn.clearLayers();
      const look = { className: "frontline-sketch", interactive: false, renderer: renderer(this.map, "sketch") };
      if (corners.length > 1) {
        this.outline = (shape === "polygon" ? L.polygon(corners, look) : L.polyline(corners, look)).addTo(this.drawn);
      }
      corners.forEach((corner, number) => this.corner(corner, number));
      this.changed();
    },

    corner(latlng, number) {
      const icon = L.divIcon({ className: "frontline-corner", iconSize: null });
      const look = { icon, pane: pane(this.map, "sketch"), title: this.drag };
      const marker = L.marker(latlng, { ...look, draggable: true, keyboard: false });
      marker.on("drag", () => {
        this.sketch.corners[number] = marker.getLatLng();
        if (this.outline) this.outline.setLatLngs(this.sketch.corners);
        this.changed();
      });
      marker.on("click", () => {
        if (number === 0 && this.sketch.shape === "polygon") this.finish();
      });
      marker.addTo(this.drawn);
    },

    /* The map answers clicks again. */
    remove() {
      const { map } = this;
      state(map).corners = state(map).takeCorner = null;
      map.off("dblclick", this.finish);
      map.getContainer().removeEventListener("keydown", this.keys);
      map.doubleClickZoom.enable();
      setTimeout(() => window.frontline.limit(map)); // a redraw of the page goes on with the same corners at once
      map.getContainer().classList.remove("frontline-drawing");
      this.drawn.remove();
      point(map);
    },
  });

  Object.assign(window.frontline, { Corners });
})();
