// Tells the server when the reader opens or shuts the filters. Streamlit calls this on every run.
export default function ({ data, parentElement, setStateValue }) {
  const filters = document.querySelector('[data-testid="stSidebar"]');
  parentElement.told = data.shown;
  const tell = () => {
    const shown = filters.dataset.collapsed === "false";
    if (shown !== parentElement.told) setStateValue("open", (parentElement.told = shown));
  };
  tell();
  const watch = new MutationObserver(tell);
  watch.observe(filters, { attributeFilter: ["data-collapsed"] });
  return () => watch.disconnect();
}
