// Comfort for pages that work without it. Every module looks for its own marks in the page and does nothing without them.
import { guardForms } from "./forms.js";
import { tickCounts } from "./count.js";
import { closeMenus } from "./menu.js";
import { focusErrors } from "./errors.js";
import { checkFiles } from "./files.js";
import { addCopyButtons } from "./copy.js";
import { countCharacters } from "./characters.js";
import { reloadInTime } from "./reload.js";

guardForms(document);
tickCounts(document);
closeMenus(document);
focusErrors(document);
checkFiles(document);
addCopyButtons(document);
countCharacters(document);
reloadInTime(document);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
