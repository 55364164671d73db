// The legend: open on a wide window, shut on a narrow one and while the days play, and what it folds shut, until the
// reader says otherwise.
export default function ({ data, parentElement }) {
  parentElement.closest(".st-key-legend").dataset.side = data.side;
  if (parentElement.legend === data.html) return;
  parentElement.legend = parentElement.innerHTML = data.html;
  parentElement.wanted ??= { standing: [!matchMedia("(max-width: 640px)").matches, false], playing: [false, false] };
  const wanted = parentElement.wanted[data.plays ? "playing" : "standing"];
  parentElement.querySelectorAll("details").forEach((part, index) => {
    part.open = wanted[index];
    part.querySelector("summary").onclick = () => {
      wanted[index] = !part.open;
    };
  });
}
