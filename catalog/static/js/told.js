/* What the server told while somebody types, beside its field; the keyboard stays where it is. */
export function showErrors(form, errors) {
  for (const note of form.querySelectorAll("p.error")) {
    const field = document.getElementById(note.id.replace(/-error$/, ""));
    field?.removeAttribute("aria-invalid");
    note.remove();
  }
  for (const [id, words] of Object.entries(errors)) {
    const field = document.getElementById(id);
    const place = field?.closest(".field, .field-group, .cell") ?? field?.parentElement;
    if (place) place.append(note(form, id, words));
    field?.setAttribute("aria-invalid", "true");
    const described = field?.getAttribute("aria-describedby")?.split(" ") ?? [];
    if (!described.includes(`${id}-error`)) field?.setAttribute("aria-describedby", [...described, `${id}-error`].join(" "));
  }
}

function note(form, id, words) {
  const made = form.querySelector("template[data-error]").content.firstElementChild.cloneNode(true);
  made.id = `${id}-error`;
  made.querySelector("[data-words]").textContent = words;
  return made;
}
