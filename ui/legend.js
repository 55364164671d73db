// The legend: open on a wide window and shut on a narrow one, until the reader says otherwise.
export default function ({ data, parentElement }) {
  if (parentElement.legend === data.html) return;
  parentElement.legend = parentElement.innerHTML = data.html;
  const legend = parentElement.querySelector("details");
  legend.open = parentElement.wanted ?? !matchMedia("(max-width: 640px)").matches;
  legend.querySelector("summary").onclick = () => {
    parentElement.wanted = !legend.open;
  };
}
