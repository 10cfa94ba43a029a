// The error summary takes the focus, and its links land in the field itself.
export function focusErrors(root) {
  const summary = root.querySelector("[data-focus]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && root.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.closest(".field, tr, li")?.scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
}
