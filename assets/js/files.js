// Says at once that a file is too large, before it is sent; the server checks again.
export function checkFiles(root) {
  for (const input of root.querySelectorAll("input[type=file][data-max]")) {
    const drop = input.closest(".drop");
    input.addEventListener("change", () => judge(input));
    if (!drop) continue;
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("drop--over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("drop--over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("drop--over");
      if (event.dataTransfer.files.length === 0) return;
      input.files = event.dataTransfer.files;
      judge(input);
    });
  }
}

function judge(input) {
  const large = [...input.files].some((file) => file.size > Number(input.dataset.max));
  let words = input.parentElement.querySelector("[data-says]");
  if (!words) {
    words = document.createElement("p");
    words.className = "error";
    words.dataset.says = "";
    words.setAttribute("role", "alert");
    input.before(words);
  }
  words.textContent = large ? input.dataset.tooLarge : "";
  words.hidden = !large;
  if (large) input.value = "";
}
