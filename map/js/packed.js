/* Columns that map/packed.py has packed. */
(() => {
  "use strict";
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

  const signed = (n) => (n % 2 ? -(n + 1) / 2 : n / 2);

  function unpackSpots(text) {
    const steps = unpack(text);
    const count = steps.length / 2;
    const [lon, lat] = [0, 0].map(() => new Float64Array(count));
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

  Object.assign(window.frontline, { unpack, unpackSpots, signed, onWorld });
})();
