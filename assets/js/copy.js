// Puts a copy button beside numbers and hashes where the browser can copy.
export function addCopyButtons(root) {
  if (!navigator.clipboard) return;
  const { wordCopy: copy, wordCopied: copied } = root.documentElement.dataset;
  if (!copy) return;
  for (const text of root.querySelectorAll("[data-copy]")) {
    const button = root.createElement("button");
    button.type = "button";
    button.className = "link small copy";
    button.textContent = copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.dataset.copy || text.textContent.trim());
      button.textContent = copied;
      setTimeout(() => { button.textContent = copy; }, 2000);
    });
    text.after(button);
  }
}
