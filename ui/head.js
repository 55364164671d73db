// The head of the page: while the days play it tells what had changed by the day shown, which the map's frame holds
// (map/js/playback.js), in the room that it takes when nothing plays: the map under it stays where it is.
(() => {
  const [LEAST, LESS] = [70, 5]; // percent of the size of its letters
  const [head, lead, days] = [".st-key-head", ".fl-lead bdi", ".fl-days bdi"].map((part) => document.querySelector(part));
  const ordinary = [lead.textContent, days.textContent];
  const height = () => head.getBoundingClientRect().height;
  const write = (words) => ([lead.textContent, days.textContent] = words);
  if (!window.tellHead) window.addEventListener("resize", () => window.tellHead());
  window.tellHead = () => {
    ["min-height", "--fl-head"].forEach((property) => head.style.removeProperty(property));
    write(ordinary);
    const played = document.querySelector(".st-key-map-frame iframe")?.contentWindow.frontline?.head;
    if (!played) return;
    const room = height();
    head.style.minHeight = room + "px";
    write(played);
    for (let size = 100 - LESS; size >= LEAST && height() > room; size -= LESS) head.style.setProperty("--fl-head", size / 100);
  };
  window.tellHead();
})();
