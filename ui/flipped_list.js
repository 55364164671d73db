// The places that changed hands as buttons, drawn at once: a button of Streamlit's costs the browser twice as much.
export default function ({ data, parentElement, setTriggerValue }) {
  const buttons = data.lines.map(([place, line]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", innerHTML: line });
    button.onclick = () => setTriggerValue("place", place);
    return button;
  });
  parentElement.replaceChildren(...buttons);
}
