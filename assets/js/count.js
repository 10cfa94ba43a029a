// Counts down in the server's time: the difference between both clocks is taken once, when the page is read.
export function tickCounts(root) {
  const counts = [...root.querySelectorAll("[data-until][data-now]")];
  if (counts.length === 0) return;
  const skews = counts.map((count) => Date.parse(count.dataset.now) - Date.now());
  const tick = () => counts.forEach((count, i) => show(count, Date.parse(count.dataset.until) - Date.now() - skews[i]));
  setInterval(tick, 30_000);
}

function show(count, left) {
  const minutes = Math.max(0, Math.floor(left / 60_000));
  write(count, "[data-days]", Math.floor(minutes / 1440));
  write(count, "[data-hours]", Math.floor(minutes / 60) % 24);
  write(count, "[data-minutes]", minutes % 60);
}

function write(count, part, value) {
  const place = count.querySelector(part);
  if (place && place.textContent !== String(value)) place.textContent = String(value);
}
