/* The credits of the map: behind their name where their lines would cover a good part of it, as on a phone. */
(() => {
  "use strict";
  const { overMap, say, state } = window.frontline;
  const narrow = window.matchMedia("(max-width: 500px)"); // as in frontline.css
  const MOST_PX = 40; // two lines

  function begin(map) {
    const text = map.attributionControl.getContainer();
    const fold = document.createElement("details");
    fold.className = "frontline-credits leaflet-control";
    fold.appendChild(document.createElement("summary"));
    text.replaceWith(fold);
    fold.appendChild(text);
    return overMap(map, fold);
  }

  /* `whole`: they are seen whole at first, wherever they can be put behind their name. */
  function foldCredits(map, whole) {
    const shared = state(map);
    if (!shared.fold) {
      shared.fold = begin(map);
      narrow.addEventListener("change", () => shared.judgeFold());
    }
    const [name, text] = shared.fold.children;
    name.textContent = say("credits");
    shared.judgeFold = () => {
      shared.fold.open = true;
      const folds = narrow.matches || text.offsetHeight > MOST_PX;
      shared.fold.classList.toggle("frontline-folds", folds);
      shared.fold.open = !folds || whole;
    };
    const told = [whole, text.textContent].join();
    if (shared.foldTold !== told) shared.judgeFold(); // else as the reader has them
    shared.foldTold = told;
  }

  Object.assign(window.frontline, { foldCredits });
})();
