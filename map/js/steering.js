/* How a reader gets about on a map that stands within a page. The wheel scrolls the page, unless Ctrl (or Command) is
   held or the map was pressed since the pointer came to it; a button leads back to the whole area. */
(() => {
  "use strict";
  const { barButton, clock, fit, nameButton, state } = window.frontline;
  const HINT_MS = 1400;
  const ROOM = 0.25; // of the width and height of the limits: so far beyond their edge one can look

  function hint(map, words) {
    const steering = state(map).steering;
    steering.hint.textContent = words;
    steering.hint.classList.add("frontline-hint-seen");
    clock.cancel(steering.fading);
    steering.fading = clock.after(HINT_MS, () => steering.hint.classList.remove("frontline-hint-seen"));
  }

  function begin(map) {
    const box = map.getContainer();
    const steering = { hint: box.appendChild(document.createElement("div")), pressed: false };
    steering.hint.className = "frontline-hint";
    map.scrollWheelZoom.disable();
    box.addEventListener("mousedown", () => (steering.pressed = true), true);
    box.addEventListener("mouseleave", () => (steering.pressed = false));
    // before Leaflet hears of it: whether the turn of the wheel is meant for the map
    box.addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.metaKey || steering.pressed) return map.scrollWheelZoom.enable();
      map.scrollWheelZoom.disable();
      hint(map, steering.wish.wheel);
    }, { capture: true, passive: true });
    const home = barButton(map, "frontline-home", () => fit(map, steering.wish.home, true));
    home.textContent = "\u2302";
    steering.button = home;
    return steering;
  }

  /* The map moves not far beyond its limits, but anywhere while corners are set: Enter sets one in the middle of the map,
     which could not come to the edge of what is seen whole. */
  function limit(map) {
    const { corners, steering } = state(map);
    if (steering) map.setMaxBounds(corners ? null : steering.limits);
  }

  /* `wish`: home and limits (west, south, east, north), and the words for the button and the hint in the reader's language. */
  function steer(map, wish) {
    const shared = state(map);
    shared.steering = shared.steering || begin(map);
    shared.steering.wish = wish;
    nameButton(shared.steering.button, wish.back);
    const [west, south, east, north] = wish.limits;
    shared.steering.limits = L.latLngBounds([south, west], [north, east]).pad(ROOM);
    limit(map);
  }

  Object.assign(window.frontline, { steer, limit });
})();
