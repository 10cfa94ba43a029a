// A form is sent once: a second press within the same page is ignored (the server refuses it too),
// and the page warns before unsent words are left behind.
export function guardForms(root) {
  let dirty = null;
  for (const form of root.querySelectorAll("form[method=post]")) {
    form.addEventListener("input", () => { if (form.matches("[data-keep]")) dirty = form; });
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "yes";
      dirty = null;
      const button = event.submitter;
      if (button) {
        // Disabling at once would drop the button's own name and value from the request.
        setTimeout(() => button.setAttribute("aria-disabled", "true"));
      }
    });
  }
  // The browser may bring the page back from its memory, with the guard still set.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of root.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}
