// What the desk does beyond plain forms: warns before leaving unsaved text, says that a long read is under way, and
// leads the eye and the keyboard to what came back.

function guardUnsaved(form) {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

function sayBusy(form) {
  form.addEventListener("submit", () => {
    const progress = document.createElement("progress");
    progress.setAttribute("aria-label", form.dataset.busy);
    const words = document.createElement("p");
    words.textContent = form.dataset.busy;
    form.querySelector(".busy").replaceChildren(words, progress);
    form.querySelector("button").setAttribute("aria-disabled", "true");
  });
}

document.querySelectorAll("form[data-unsaved]").forEach(guardUnsaved);
document.querySelectorAll("form[data-busy]").forEach(sayBusy);

// A button that can do nothing now stays in reach of the keyboard, but does nothing.
document.addEventListener(
  "click",
  (event) => {
    if (event.target.closest?.('button[aria-disabled="true"]')) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  true,
);

// After a page came back with errors, the summary is read first.
document.getElementById("error-summary")?.focus();

// What an answer brought to the foot or head of a tree is brought into view.
document.body.addEventListener("htmx:afterSettle", (event) => {
  event.target.querySelector?.("[data-bring-into-view]")?.scrollIntoView({ block: "nearest" });
});
