// Loads the page again when what it shows has run out, such as a check-in code that changes every half minute.
export function reloadInTime(root) {
  const shown = root.querySelector("[data-reload]");
  if (!shown) return;
  const seconds = Math.max(1, Number(shown.dataset.reload) || 0);
  setTimeout(() => window.location.reload(), seconds * 1000);
}
