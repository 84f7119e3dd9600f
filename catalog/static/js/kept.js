/* <form data-kept>: what somebody typed stays in this browser until the server has it. Nothing is sent by itself: a
   reviewer's words go out by a button only. A copy holds what was changed, and the stamps of the page it was changed
   on, so that the server still notices whom it would overwrite. */
import { Copy, person } from "./copies.js";

const COPY_AFTER_MS = 300;
const STAMPS = ["version", "shown", "source", "seen"];

export function keepForms(root) {
  return person ? [...root.querySelectorAll("form[data-kept]")].map((form) => new Kept(form)) : [];
}

class Kept {
  constructor(form) {
    this.form = form;
    // Many forms may go to one address: each is about another answer or point, its key.
    this.path = form.dataset.kept || `${new URL(form.action).pathname}#${form.elements.namedItem("key")?.value ?? ""}`;
    this.first = form.hasAttribute("data-changed") ? new Map() : typed(form);
    this.keep();
    form.addEventListener("input", () => {
      clearTimeout(this.copying);
      this.copying = setTimeout(() => this.keep(), COPY_AFTER_MS);
    });
    form.addEventListener("submit", () => this.submit());
    window.addEventListener("pagehide", () => this.isSent || this.keep());
  }

  keep() {
    clearTimeout(this.copying);
    const changed = [...typed(this.form)].filter(([name, value]) => this.first.get(name) !== value);
    if (!changed.length) return this.copy?.remove();
    this.copy ??= new Copy(this.path, document.querySelector("h1")?.textContent ?? "", location.pathname + location.search);
    return this.copy.write([...changed, ...stamps(this.form, changed)]);
  }

  /* With the number of the copy: the server tells by it which one has arrived. */
  submit() {
    this.keep();
    this.isSent = true;
    window.addEventListener("pageshow", () => (this.isSent = false), { once: true });
    if (!this.copy) return;
    this.form.querySelector("[name=copy]")?.remove();
    this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "copy", value: this.copy.id }));
  }

  shows(copy) {
    const shown = typed(this.form);
    return copy.fields.every(([name, value]) => !shown.has(name) || shown.get(name) === value);
  }

  get offer() {
    this.box ??= document.querySelector("template[data-kept-offer]")?.content.firstElementChild.cloneNode(true);
    if (!this.box) return null;
    this.form.prepend(this.box);
    for (let around = this.form.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    return this.box;
  }

  bringBack(copy) {
    for (const [name, value] of copy.fields) {
      const field = this.form.elements.namedItem(name);
      if (!field) continue;
      if (field.type === "checkbox") field.checked = value !== "";
      else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.form.querySelector("textarea")?.focus();
    return this.keep();
  }
}

function typed(form) {
  const fields = [...form.elements].filter((field) => field.name && !["hidden", "submit", "button", "file"].includes(field.type));
  return new Map(fields.map((field) => [field.name, field.type === "checkbox" && !field.checked ? "" : field.value]));
}

/* What the page showed when it was changed: of "target.title" that is "version.title", of "words" it is "shown". */
function stamps(form, changed) {
  const ends = new Set(changed.map(([name]) => name.match(/\..*|$/)[0]));
  const names = STAMPS.flatMap((stamp) => [...ends].map((end) => `${stamp}${end}`));
  return names.filter((name) => form.elements.namedItem(name)).map((name) => [name, form.elements.namedItem(name).value]);
}
