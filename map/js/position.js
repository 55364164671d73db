/* The middle of the map and its zoom in the address of the page, where the reader has moved the map: a link opens it
   there. The page itself knows nothing of it, and writes the address anew after each of its runs: hence the watch.
   A page on disk has no server to read it and is left alone. */
(() => {
  "use strict";
  const { state, tell } = window.frontline;
  const KEY = "at";
  const WATCH_MS = 700;
  const AT_REST_MS = 300; // a scale that is drawn along is set to many days

  /* "" where the map is where the link's area has it. */
  function written(map) {
    const { fitted, steering } = state(map);
    if (fitted && fitted.join() === steering.wish.home.join()) return "";
    const { lat, lng } = map.getCenter().wrap();
    return [lat.toFixed(4), lng.toFixed(4), Number(map.getZoom().toFixed(2))].join("_");
  }

  function write(map) {
    const page = window.parent;
    const address = new URL(page.location.href);
    const now = written(map);
    if (now === (address.searchParams.get(KEY) || "")) return;
    if (now) address.searchParams.set(KEY, now);
    else address.searchParams.delete(KEY);
    page.history.replaceState(page.history.state, "", address);
  }

  function answer(map) {
    const { asked, playback } = state(map);
    if (asked) tell("position", { asked, written: written(map), day: playback && !playback.running ? playback.day : null });
  }

  /* `at`: latitude, longitude and zoom of the link the page was opened with, or null; `asked`: the page wants to know
     where the map is and on which day a playback stands still, told once for each value and whenever the reader sets the
     playback to another day; null when it wants that no more. */
  function place(map, at, asked) {
    const shared = state(map);
    if (!window.Streamlit) return;
    if (!shared.placed) {
      shared.placed = true;
      if (at) {
        shared.fitted = null;
        map.setView([at[0], at[1]], at[2], { animate: false });
      }
      const watch = setInterval(() => (map.getContainer().isConnected ? write(map) : clearInterval(watch)), WATCH_MS);
      map.on("frontline:set", () => {
        clearTimeout(shared.answers);
        shared.answers = setTimeout(() => answer(map), AT_REST_MS);
      });
    }
    const anew = asked !== shared.asked;
    shared.asked = asked;
    if (anew) answer(map);
  }

  Object.assign(window.frontline, { place });
})();
