// Tells the server that the reader went back or on in the history of the browser. Streamlit calls this on every run.
// Streamlit itself would run the page with the address gone to and the widgets as they are, which would write theirs
// over it; a listener for the way down to the window comes before its own.
export default function ({ setTriggerValue }) {
  const tell = (event) => {
    event.stopImmediatePropagation();
    setTriggerValue("gone", true);
  };
  window.addEventListener("popstate", tell, { capture: true });
  return () => window.removeEventListener("popstate", tell, { capture: true });
}
