// Enter goes to the next field, as on a ten-key pad; on the last one it keeps the sheet. Without this, Tab does the same.
const form = document.querySelector("form[data-keying]");
const fields = form ? [...form.querySelectorAll("input:not([type=hidden]), textarea")] : [];

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
  const next = fields[fields.indexOf(event.target) + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
});
