// The legend: open on a wide window and shut on a narrow one, and what it folds shut, until the reader says otherwise.
export default function ({ data, parentElement }) {
  if (parentElement.legend === data.html) return;
  parentElement.legend = parentElement.innerHTML = data.html;
  parentElement.wanted ??= [!matchMedia("(max-width: 640px)").matches, false];
  parentElement.querySelectorAll("details").forEach((part, index) => {
    part.open = parentElement.wanted[index];
    part.querySelector("summary").onclick = () => {
      parentElement.wanted[index] = !part.open;
    };
  });
}
