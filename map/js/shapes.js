/* Areas, lines and circles. Features of one style become one SVG path, so thousands cost a handful of nodes. */
(() => {
  "use strict";
  const { kinds, Drawn, decodePath, renderer, pattern } = window.frontline;

  const Paths = Drawn.extend({
    decode(payload) {
      const { lon, lat } = payload.at || decodePath(payload.xy);
      Object.assign(this, { lon, lat });
      const parts = payload.sizes.length;
      this.start = new Uint32Array(parts + 1); // vertices of part p: start[p] up to start[p + 1]
      payload.sizes.forEach((size, p) => (this.start[p + 1] = this.start[p] + size));
      const features = payload.parts.length;
      this.first = new Uint32Array(features + 1); // parts of feature f: first[f] up to first[f + 1]
      payload.parts.forEach((count, f) => (this.first[f + 1] = this.first[f] + count));
      this.box = new Float64Array(features * 4);
      for (let f = 0; f < features; f++) {
        const box = [Infinity, Infinity, -Infinity, -Infinity];
        for (let v = this.start[this.first[f]]; v < this.start[this.first[f + 1]]; v++) {
          if (lon[v] < box[0]) box[0] = lon[v];
          if (lat[v] < box[1]) box[1] = lat[v];
          if (lon[v] > box[2]) box[2] = lon[v];
          if (lat[v] > box[3]) box[3] = lat[v];
        }
        this.box.set(box, f * 4);
      }
    },
    latlngs(feature) {
      const found = [];
      for (let p = this.first[feature]; p < this.first[feature + 1]; p++) {
        const part = [];
        for (let v = this.start[p]; v < this.start[p + 1]; v++) part.push(new L.LatLng(this.lat[v], this.lon[v]));
        found.push(part);
      }
      return found;
    },
    show(map) {
      this._map = map;
      const members = this.payload.styles.map(() => []);
      this.payload.style.forEach((style, feature) => {
        for (const part of this.latlngs(feature)) members[style].push(part);
      });
      const common = { renderer: renderer(map, this.payload.level, this.side), interactive: false };
      this.paths = [];
      this.payload.styles.forEach((style, s) => this.trace(map, members[s], style, common));
      this.paths.forEach((path) => path.addTo(map));
    },
    hide(map) {
      this.paths.forEach((path) => map.removeLayer(path));
    },
    hit(latlng, tolerance) {
      if (!this.speaks()) return null;
      const degrees = (tolerance * 360) / (256 * Math.pow(2, this._map.getZoom()));
      for (let f = this.first.length - 2; f >= 0; f--) {
        const b = f * 4;
        if (latlng.lng < this.box[b] - degrees || latlng.lng > this.box[b + 2] + degrees) continue;
        if (latlng.lat < this.box[b + 1] - degrees || latlng.lat > this.box[b + 3] + degrees) continue;
        if (this.covers(f, latlng, tolerance)) return this.about(f);
      }
      return null;
    },
  });

  kinds.areas = Paths.extend({
    trace(map, rings, style, common) {
      const filled = style.pattern ? pattern(map, style.pattern) : style.fill;
      this.paths.push(
        L.polygon(rings, {
          ...common,
          stroke: style.weight > 0,
          color: style.outline,
          weight: style.weight,
          dashArray: style.dash,
          fill: Boolean(filled),
          fillColor: filled,
          fillOpacity: style.opacity,
          fillRule: "nonzero", // rings come oriented, so overlapping features of one style stay filled
        }),
      );
      if (!style.veil) return;
      const over = { ...common, renderer: renderer(map, "veils", this.side), stroke: false };
      this.paths.push(L.polygon(rings, { ...over, fillColor: style.paper, fillOpacity: style.veil, fillRule: "nonzero" }));
    },
    covers(feature, latlng) {
      let inside = false;
      for (let p = this.first[feature]; p < this.first[feature + 1]; p++) {
        for (let v = this.start[p], before = this.start[p + 1] - 1; v < this.start[p + 1]; before = v++) {
          const crosses = this.lat[v] > latlng.lat !== this.lat[before] > latlng.lat;
          const share = (latlng.lat - this.lat[v]) / (this.lat[before] - this.lat[v]);
          if (crosses && latlng.lng < (this.lon[before] - this.lon[v]) * share + this.lon[v]) inside = !inside;
        }
      }
      return inside;
    },
    outline(feature) {
      const options = { renderer: renderer(this._map, "circles", this.side), interactive: false, fill: false, weight: 3 };
      return L.polygon(this.latlngs(feature), { ...options, className: "frontline-selected" });
    },
  });

  kinds.lines = Paths.extend({
    trace(map, parts, style, common) {
      const line = { ...common, fill: false, opacity: style.opacity };
      if (style.halo) {
        this.paths.push(L.polyline(parts, { ...line, color: style.halo, weight: style.weight + 3 }));
      }
      this.paths.push(
        L.polyline(parts, { ...line, color: style.colour, weight: style.weight, dashArray: style.dash }),
      );
    },
    covers(feature, latlng, tolerance) {
      const at = this._map.latLngToLayerPoint(latlng);
      for (const part of this.latlngs(feature)) {
        const points = part.map((corner) => this._map.latLngToLayerPoint(corner));
        for (let i = 1; i < points.length; i++) {
          if (L.LineUtil.pointToSegmentDistance(at, points[i - 1], points[i]) <= tolerance) return true;
        }
      }
      return false;
    },
    outline(feature) {
      const options = { renderer: renderer(this._map, "circles", this.side), interactive: false, fill: false, weight: 6 };
      return L.polyline(this.latlngs(feature), { ...options, className: "frontline-selected" });
    },
  });

  kinds.circles = Drawn.extend({
    decode(payload) {
      Object.assign(this, payload.at || decodePath(payload.xy));
    },
    show(map) {
      const common = { renderer: renderer(map, "circles", this.side), interactive: false };
      this.circles = this.payload.radii.map((radius, i) => {
        const style = this.payload.styles[this.payload.style[i]];
        return L.circle([this.lat[i], this.lon[i]], {
          ...common,
          radius,
          color: style.colour,
          weight: style.weight,
          dashArray: style.dash,
          fillColor: style.colour,
          fillOpacity: style.opacity,
        }).addTo(map);
      });
    },
    hide(map) {
      this.circles.forEach((circle) => map.removeLayer(circle));
    },
  });
})();
