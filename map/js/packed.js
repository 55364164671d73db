/* Columns that map/packed.py has packed; and circles by the hundred thousand, drawn as they come into view. */
(() => {
  "use strict";
  const { kinds, Drawn, renderer } = window.frontline;

  const TILE_PX = 256;
  const EQUATOR_M = 40075016.7;
  const FILLED = 15;
  const LEAST_RADIUS_PX = 5; // a circle smaller than its symbol says nothing

  /* Whole numbers, seven bits a byte, the lowest first. */
  function unpack(text) {
    const bytes = atob(text);
    const found = new Float64Array(bytes.length);
    let count = 0;
    for (let i = 0, value = 0, place = 1; i < bytes.length; i++) {
      const byte = bytes.charCodeAt(i);
      value += (byte & 127) * place;
      place *= 128;
      if (byte < 128) {
        found[count++] = value;
        [value, place] = [0, 1];
      }
    }
    return found.subarray(0, count);
  }

  function unpackSpots(text) {
    const steps = unpack(text);
    const count = steps.length / 2;
    const [lon, lat] = [0, 0].map(() => new Float64Array(count));
    const signed = (n) => (n % 2 ? -(n + 1) / 2 : n / 2);
    for (let i = 0, east = 0, north = 0; i < count; i++) {
      lon[i] = (east += signed(steps[2 * i])) / 1e4;
      lat[i] = (north += signed(steps[2 * i + 1])) / 1e4;
    }
    return onWorld(lon, lat);
  }

  /* Positions with where they lie in Web Mercator, the whole world from 0 to 1. */
  function onWorld(lon, lat) {
    const x = lon.map((degrees) => (degrees + 180) / 360);
    const y = lat.map((degrees) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI));
    return { lon, lat, x, y };
  }

  Object.assign(window.frontline, { unpack, unpackSpots, onWorld });

  /* Circles, the largest first; those in view that are larger than a symbol, up to `most` of them. */
  kinds.rings = Drawn.extend({
    decode(payload) {
      Object.assign(this, payload.at ? onWorld(payload.at.lon, payload.at.lat) : unpackSpots(payload.spots));
      let radius = 0;
      // a playback hands them on as they are
      this.radii = payload.at ? payload.radii : unpack(payload.radii).map((step, i) => (radius = i ? radius - step : step));
    },
    show(map) {
      this._map = map;
      this.circles = [];
      map.on("moveend", this.refresh, this);
      this.refresh();
    },
    hide(map) {
      map.off("moveend", this.refresh, this);
      this.circles.forEach((circle) => map.removeLayer(circle));
    },
    refresh() {
      const map = this._map;
      const { styles: [style], most } = this.payload;
      this.circles.forEach((circle) => map.removeLayer(circle));
      this.circles = [];
      const worldPx = TILE_PX * Math.pow(2, map.getZoom());
      const { min, max } = map.getPixelBounds();
      const look = { color: style.colour, weight: style.weight, dashArray: style.dash };
      let drawn = [];
      for (let i = 0; i < this.radii.length; i++) {
        const pxPerM = worldPx / (EQUATOR_M * Math.cos((this.lat[i] * Math.PI) / 180));
        const reach = this.radii[i] * pxPerM;
        if (reach < LEAST_RADIUS_PX) continue;
        const x = this.x[i] * worldPx;
        const y = this.y[i] * worldPx;
        if (x + reach < min.x || x - reach > max.x || y + reach < min.y || y - reach > max.y) continue;
        const farthest = Math.hypot(Math.max(x - min.x, max.x - x), Math.max(y - min.y, max.y - y));
        if (farthest < reach) continue; // it is all around the view: nothing of its edge would be seen
        if (drawn.length === most) {
          // those of one size all or none: some of them would be an accident
          drawn = drawn.filter((one) => this.radii[one] > this.radii[i]);
          break;
        }
        drawn.push(i);
      }
      // many fills on top of each other would add up to a colour that says nothing
      const fill = { fillColor: style.colour, fillOpacity: style.opacity / Math.max(1, drawn.length / FILLED) };
      const common = { renderer: renderer(map, "circles", this.side), interactive: false, ...look, ...fill };
      for (const i of drawn) {
        this.circles.push(L.circle([this.lat[i], this.lon[i]], { ...common, radius: this.radii[i] }).addTo(map));
      }
    },
  });
})();
