// The error summary takes the focus, says which field it means, and its links land in the field itself.
export function focusErrors(root) {
  const summary = root.querySelector("[data-focus]");
  if (!summary) return;
  for (const link of summary.querySelectorAll("a[href^='#']")) nameField(root, link);
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && fieldOf(root, link);
    if (!field) return;
    event.preventDefault();
    (field.closest(".field, tr, li") ?? field).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
}

function fieldOf(root, link) {
  return root.getElementById(decodeURIComponent(link.hash.slice(1)));
}

function nameField(root, link) {
  const field = fieldOf(root, link);
  const label = field && (field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0]);
  const words = label?.firstChild?.textContent.trim();
  if (!words || link.textContent.includes(words)) return;
  const colon = root.documentElement.lang.startsWith("zh") ? "：" : ": ";
  link.prepend(words + colon);
}
