/* The scale bar, with its length in the reader's language. */
(() => {
  "use strict";
  const { say, state } = window.frontline;
  const KM = 1000; // m

  const Scale = L.Control.Scale.extend({
    _updateMetric(most) {
      const metres = this._getRoundNum(most);
      const words = metres < KM ? say("metres", { metres }) : say("km", { km: metres / KM });
      this._updateScale(this._mScale, words, metres / most);
    },
  });

  /* Put one on the map, once, in the language that is spoken now. */
  function offerScale(map) {
    const shared = state(map);
    if (shared.scale) return shared.scale._update();
    shared.scale = new Scale({ imperial: false }).addTo(map);
  }

  Object.assign(window.frontline, { offerScale });
})();
