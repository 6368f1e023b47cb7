// Links to receipts open in the page at hand instead of loading it anew. With a modifier key, or
// without this script, they are what they are: links to the same view with the receipt open.
export default function follow({ setTriggerValue }) {
  const open = (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.("a.cx-receipt");
    const asked = link && new URL(link.href).searchParams.get("receipt");
    if (!asked) return;
    event.preventDefault();
    setTriggerValue("asked", asked);
  };
  const page = document.documentElement;
  document.addEventListener("click", open);
  page.dataset.cxFollows = "receipts";
  return () => {
    document.removeEventListener("click", open);
    delete page.dataset.cxFollows;
  };
}
