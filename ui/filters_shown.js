// Tells the server when the reader opens or shuts the filters, and shuts them where they hide a theatre that was newly
// opened. Streamlit calls this on every run.
function coverPage(filters) {
  const [one, other] = [filters, document.querySelector('[data-testid="stMain"]')].map((part) => part.getBoundingClientRect());
  return Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1;
}

export default function ({ data, parentElement, setStateValue }) {
  const filters = document.querySelector('[data-testid="stSidebar"]');
  const open = () => filters.dataset.collapsed === "false";
  const another = parentElement.theatre !== undefined && parentElement.theatre !== data.theatre;
  parentElement.theatre = data.theatre;
  if (another && open() && coverPage(filters)) filters.querySelector('[data-testid="stSidebarCollapseButton"] button').click();
  parentElement.told = data.shown;
  const tell = () => {
    if (open() !== parentElement.told) setStateValue("open", (parentElement.told = open()));
  };
  tell();
  const watch = new MutationObserver(tell);
  watch.observe(filters, { attributeFilter: ["data-collapsed"] });
  return () => watch.disconnect();
}
