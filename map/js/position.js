/* The middle of the map and its zoom in the address of the page, where the reader has moved the map: a link opens it
   there. The page itself knows nothing of it, and writes the address anew after each of its runs: hence the watch.
   A page on disk has no server to read it and is left alone. */
(() => {
  "use strict";
  const { state, tell } = window.frontline;
  const KEY = "at";
  const WATCH_MS = 700;

  /* "" where the map is where the area has it. */
  function written(map) {
    if (state(map).fitted) return "";
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

  /* `at`: latitude, longitude and zoom of the link the page was opened with, or null; `asked`: the page wants to know
     where the map is, told once for each value. */
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
    }
    if (asked && asked !== shared.asked) tell("position", { asked, written: written(map) });
    shared.asked = asked;
  }

  Object.assign(window.frontline, { place });
})();
