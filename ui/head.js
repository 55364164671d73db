// The head of the page: a sentence that is a little too long for its line is set a little smaller, so that the map under
// it stays where it is. While the days play it tells what had changed by the day shown, which the map's frame holds
// (map/js/playback.js), in the room that it takes when nothing plays, and the bar of that day
// (ui/day_strip.py) is marked.
(() => {
  const [LEAST_ON_A_LINE, LEAST_PLAYED, LESS] = [85, 70, 5]; // percent of the size of its letters
  const [head, lead, days] = [".st-key-head", ".fl-lead bdi", ".fl-days bdi"].map((part) => document.querySelector(part));
  const ordinary = [lead.textContent, days.textContent];
  const height = () => head.getBoundingClientRect().height;
  const write = (words) => ([lead.textContent, days.textContent] = words);
  if (!window.tellHead) window.addEventListener("resize", () => window.tellHead());
  const markBar = (day) => {
    const bars = [...document.querySelectorAll(".fl-bars > span")];
    const at = day ? bars.findLastIndex((bar) => bar.dataset.from <= day) : -1;
    bars.forEach((bar, index) => bar.classList.toggle("fl-played", index === at));
  };
  const unset = (...properties) => properties.forEach((property) => head.style.removeProperty(property));
  const fit = (words, room, least) => {
    write(words);
    for (let size = 100 - LESS; size >= least && height() > room; size -= LESS) head.style.setProperty("--fl-head", size / 100);
  };
  window.tellHead = () => {
    unset("min-height", "--fl-head");
    write(["–", ordinary[1]]);
    const line = height();
    fit(ordinary, line, LEAST_ON_A_LINE);
    if (height() > line) unset("--fl-head"); // of several lines it is as large as ever
    const { head: played, dayPlayed } = document.querySelector(".st-key-map-frame iframe")?.contentWindow.frontline ?? {};
    markBar(dayPlayed);
    if (!played) return;
    const room = height();
    head.style.minHeight = room + "px";
    unset("--fl-head");
    fit(played, room, LEAST_PLAYED);
  };
  window.tellHead();
})();
