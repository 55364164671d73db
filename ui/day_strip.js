// The bars of days: a press tells of one bar, a drag from one to another of both; Escape abandons a drag. While the days
// play a press on one of them goes to it (map/js/playback.js, in the map's frame). Streamlit calls this on every run; a
// drag that is under way is kept with the part of the page, which outlives the runs.
const UNSTEADY_PX = 4; // as far as a pointer moves in a press

export default function ({ data, parentElement: strip, setTriggerValue }) {
  if (strip.drawn !== data.html) strip.innerHTML = strip.drawn = data.html;
  const [bars, days] = strip.children;
  const count = bars.childElementCount;

  const barAt = (x) => {
    const { left, width } = bars.getBoundingClientRect();
    return Math.min(Math.max(Math.floor(((x - left) / width) * count), 0), count - 1);
  };
  const ends = () => [strip.drag.from, strip.drag.to].sort((one, other) => one - other);
  const mark = () => {
    const [first, last] = strip.drag ? ends() : [count, count];
    bars.classList.toggle("fl-brushing", first < count);
    [...bars.children].forEach((bar, index) => bar.classList.toggle("fl-brushed", first <= index && index <= last));
    days.hidden = first === last;
    if (first < last) days.textContent = data.range.replace("{first}", data.labels[first]).replace("{last}", data.labels[last]);
  };
  const abandon = () => {
    strip.drag = undefined;
    mark();
  };
  const escape = (event) => {
    if (!strip.drag || event.key !== "Escape") return;
    event.stopPropagation();
    abandon();
  };

  mark();
  strip.onpointerdown = ({ clientX: x, button, isPrimary, pointerId }) => {
    if (button || !isPrimary) return;
    strip.setPointerCapture(pointerId);
    strip.drag = { x, from: barAt(x), to: barAt(x), moved: false };
    mark();
  };
  strip.onpointermove = ({ clientX: x }) => {
    if (!strip.drag) return;
    strip.drag.moved ||= Math.abs(x - strip.drag.x) > Math.max(UNSTEADY_PX, bars.clientWidth / count / 2);
    if (strip.drag.moved) strip.drag.to = barAt(x);
    mark();
  };
  strip.onpointerup = () => {
    if (!strip.drag) return;
    const [first, last] = ends();
    const { goToDay } = document.querySelector(".st-key-map-frame iframe")?.contentWindow.frontline ?? {};
    const { classList, dataset } = bars.children[first];
    if (goToDay && first === last && classList.contains("fl-in-range")) {
      goToDay(dataset.from);
      return abandon();
    }
    setTriggerValue("bars", [first, last]);
    strip.drag = undefined; // the bars stay marked until the page has run
  };
  strip.onlostpointercapture = () => strip.drag && abandon();
  const listen = (way) => window[way]("keydown", strip.escape, { capture: true });
  if (strip.escape) listen("removeEventListener"); // of the run before
  strip.escape = escape;
  listen("addEventListener");
  return () => listen("removeEventListener");
}
