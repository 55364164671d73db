/* The button that asks the page to play the days (map/playback.py, start_button): on the map, for on a phone the
   sidebar is shut. */
(() => {
  "use strict";
  const { kinds, control, tell, signs } = window.frontline;

  kinds.start = L.Layer.extend({
    initialize(payload) {
      this.words = payload.words;
    },

    onAdd(map) {
      this.place = control(map, "frontline-start");
      const button = this.place.appendChild(document.createElement("button"));
      button.type = "button";
      button.append(signs.icon("play"), signs.words(this.words));
      button.title = this.words;
      button.addEventListener("click", () => {
        button.disabled = true; // until the page answers by another map
        tell("player", { wish: "play" });
      });
    },

    onRemove() {
      this.place.remove();
    },
  });
})();
