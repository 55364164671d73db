// Shows the hints on the first visit of this browser, until they are dismissed: nothing is asked of the server for it.
// A browser that keeps nothing would show them for ever, and shows none.
(() => {
  const KEY = "frontline-hints";
  const page = document.documentElement;
  const box = document.querySelector(".fl-hints");
  try {
    if (!localStorage.getItem(KEY)) {
      localStorage.setItem(KEY, "seen");
      sessionStorage.setItem(KEY, "shown");
    }
    page.toggleAttribute("data-newcomer", Boolean(sessionStorage.getItem(KEY)));
  } catch {
    return;
  }
  box.querySelector("details").open = !matchMedia("(max-width: 640px)").matches;
  box.querySelector("button").onclick = () => {
    sessionStorage.removeItem(KEY);
    page.removeAttribute("data-newcomer");
  };
})();
