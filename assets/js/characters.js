// Tells how many characters remain in a text with a limit; typing beyond it is allowed, the server judges.
export function countCharacters(root) {
  for (const area of root.querySelectorAll("textarea[data-count]")) {
    const max = Number(area.dataset.count);
    const place = root.createElement("p");
    place.className = "counter";
    place.setAttribute("aria-live", "polite");
    area.after(place);
    const show = () => {
      const used = [...area.value].length;
      place.textContent = `${used} / ${max}`;
      place.classList.toggle("counter--over", used > max);
    };
    area.addEventListener("input", show);
    show();
  }
}
