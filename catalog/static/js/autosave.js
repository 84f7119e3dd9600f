/* <form data-autosave>: saved on leaving a field and every 20 seconds when changed, by sending it to its own address;
   until the server has it, what is typed is kept in the browser. With `data-by-hand` it is only kept. Words stand in
   data attributes of [data-save-status]. */
import { Copy, person } from "./copies.js";
import { fill, put, renameRows, sent, written } from "./fields.js";
import { showErrors } from "./told.js";

const EVERY_MS = 20_000;
const COPY_AFTER_MS = 300;
const PATIENCE_MS = 30_000;
const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 60_000;
const REFRESH_MS = 3_000;

export function autosaveForms(root) {
  return person ? [...root.querySelectorAll("form[data-autosave]")].map((form) => new Keeper(form)) : [];
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-save-status]");
    this.copy = new Copy(new URL(form.action).pathname, document.querySelector("h1")?.textContent ?? "");
    this.saved = form.hasAttribute("data-changed") ? null : written(sent(form));
    this.unsure = null; // what was sent and not answered: the server may have it
    this.wait = FIRST_RETRY_MS;
    // Where both texts stand on the page, only a button may replace the other one.
    this.isStopped = form.hasAttribute("data-by-hand");
    if (this.saved === null) this.keep();
    this.listen();
  }

  listen() {
    const { form } = this;
    form.addEventListener("input", () => {
      clearTimeout(this.copying);
      this.copying = setTimeout(() => this.keep(), COPY_AFTER_MS);
    });
    form.addEventListener("change", () => this.save());
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("online", () => this.save());
    window.addEventListener("pagehide", () => this.isSent || this.keep());
    document.addEventListener("visibilitychange", () => document.hidden && !this.isSent && this.save());
    setInterval(() => this.save(), EVERY_MS);
  }

  get path() {
    return this.copy.path;
  }

  get offer() {
    return document.querySelector("[data-copy-offer]");
  }

  shows(copy) {
    return written(copy.fields) === written(sent(this.form));
  }

  /* Into the page where it belongs to the same answers; else through the server, which shows both texts. */
  bringBack(copy) {
    const { form } = this;
    const stamps = Object.fromEntries(copy.fields);
    if ((stamps.base === form.elements.namedItem("base").value || !navigator.onLine) && fill(form, copy.fields)) {
      for (const stamp of ["version", "base"]) put(form, stamp, stamps[stamp]);
      this.unsure = copy.unsure;
      const isKept = this.keep();
      this.save();
      return isKept;
    }
    form.dispatchEvent(new Event("saved"));
    sendAgain(form, copy);
    return false;
  }

  get isChanged() {
    return this.unsure !== null || written(sent(this.form)) !== this.saved;
  }

  keep() {
    clearTimeout(this.copying);
    return !this.isChanged || this.copy.write(sent(this.form), this.unsure);
  }

  say(words, button = "") {
    this.status.textContent = words;
    if (!button) return;
    const act = document.createElement("button");
    Object.assign(act, { type: "button", className: "btn btn-sm btn-outline-primary", textContent: button });
    act.addEventListener("click", () => this.recall());
    this.status.append(" ", act);
  }

  /* Send the form as it stands for the page that shows it again: with both texts, or after a sign-in. */
  recall() {
    for (const [name, value] of [["recall", "1"], ["copy", this.copy.id]]) this.hidden(name, value);
    this.keep();
    this.isSent = true;
    this.form.dispatchEvent(new Event("saved"));
    this.form.submit();
  }

  hidden(name, value) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    this.form.append(field);
  }

  async save() {
    if (this.sending || this.isStopped || this.isSent || !this.isChanged) return !this.isChanged;
    this.keep();
    clearTimeout(this.retrying);
    const fields = this.unsure ?? sent(this.form);
    this.sending = post(this.form, fields);
    const answer = await this.sending;
    this.sending = null;
    if (this.isSent) return false;
    if (answer.status === 200) return this.done(fields, answer.told);
    if (answer.told?.csrf_token) return this.renewed(answer.told.csrf_token);
    if (!answer.status || answer.status >= 500) return this.later(fields, answer);
    this.isStopped = answer.status !== 422;
    this.keep();
    const { both, signIn } = this.status.dataset;
    this.say(answer.told?.words ?? this.status.dataset.failed, { 409: both, 401: signIn }[answer.status]);
    return false;
  }

  async renewed(token) {
    put(this.form, "csrf_token", token);
    return this.save();
  }

  /* No line, or trouble on the other side: the same once more, later, so that nothing is stored twice. */
  later(fields, answer) {
    this.unsure = fields;
    const isKept = this.keep();
    const { offline, failed, lost } = this.status.dataset;
    const time = new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });
    this.say((isKept ? (answer.status ? failed : offline) : lost).replace("{}", time));
    this.retrying = setTimeout(() => this.save(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_RETRY_MS);
    return false;
  }

  done(fields, told) {
    const isAll = written(sent(this.form)) === written(fields);
    const errors = Object.keys(told.errors).length;
    this.unsure = null;
    this.wait = FIRST_RETRY_MS;
    for (const stamp of ["version", "base"]) put(this.form, stamp, told[stamp]);
    renameRows(this.form, told.rows);
    showErrors(this.form, told.errors);
    this.say(told.words);
    this.saved = isAll ? written(sent(this.form)) : "";
    if (isAll && !errors) {
      this.copy.remove();
      this.form.dispatchEvent(new Event("saved"));
      clearTimeout(this.refreshing);
      this.refreshing = setTimeout(() => this.form.dispatchEvent(new Event("refresh", { bubbles: true })), REFRESH_MS);
    } else {
      this.copy.write(sent(this.form));
    }
    return isAll || this.save();
  }

  /* A button of the form: with no line the page stays, for leaving it would show nothing but an error. */
  async submit(event) {
    const { submitter } = event;
    if (this.sending) {
      // Sent beside what is on its way, the form would contradict it: its new rows have no ids yet.
      event.preventDefault();
      event.stopImmediatePropagation();
      await this.sending;
      return this.form.requestSubmit(submitter);
    }
    if (navigator.onLine && (this.unsure === null || this.isStopped)) {
      this.keep();
      this.hidden("copy", this.copy.id);
      this.isSent = true;
      window.addEventListener("pageshow", () => (this.isSent = false), { once: true });
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.isStopped) return this.later(sent(this.form), { status: 0 });
    this.unsure ??= sent(this.form);
    if (await this.save()) this.form.requestSubmit(submitter);
  }
}

/* A copy as a form of its own, for the page that shows it beside what is stored. */
function sendAgain(form, copy) {
  const again = document.createElement("form");
  Object.assign(again, { method: "post", action: form.action, hidden: true });
  const token = form.elements.namedItem("csrf_token").value;
  for (const [name, value] of [...copy.fields, ["csrf_token", token], ["recall", "1"], ["copy", copy.key.split("/").at(-1)]]) {
    again.append(Object.assign(document.createElement("textarea"), { name, value }));
  }
  document.body.append(again);
  again.submit();
}

/* The answer: its status, 0 without any, and what it tells. */
export async function post(form, fields) {
  const token = form.elements.namedItem("csrf_token").value;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams([...fields, ["csrf_token", token]]),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const isData = response.headers.get("Content-Type")?.startsWith("application/json");
    return { status: response.status, told: isData ? await response.json() : null };
  } catch {
    return { status: 0, told: null };
  }
}
