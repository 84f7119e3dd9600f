/* <section data-ordering>: a list whose rows go to another place without a new page. Its forms are sent as they are, and
   the server answers with the order that stands then; a drag and the keys only fill such a form in. What the server
   refuses is sent again plainly, for the page that says why. */
const EDGE = 60;
const SCROLL = 14;

export function orderRows(root) {
  for (const list of root.querySelectorAll("[data-ordering]")) new Ordering(list);
}

class Ordering {
  constructor(list) {
    this.list = list;
    this.told = list.querySelector("[data-told]");
    this.undo = list.querySelector("#undo");
    for (const piece of list.querySelectorAll("[data-grip], [data-with-script]")) piece.hidden = false;
    list.addEventListener("submit", (event) => this.submit(event));
    list.addEventListener("keydown", (event) => this.press(event));
    list.addEventListener("pointerdown", (event) => this.grab(event));
  }

  get rows() {
    return [...this.list.querySelectorAll("tr[id]")];
  }

  submit(event) {
    if (!event.target.matches("[data-order-form]") || this.isPlain) return;
    event.preventDefault();
    this.send(event.target, event.submitter);
  }

  async send(form, button = null) {
    if (this.isSending) return;
    this.isSending = true;
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) body.set(button.name, button.value);
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(form.action, { method: "POST", headers, body, redirect: "error" });
      if (answer.ok) this.show(await answer.json(), body.get("code"));
      else this.sendPlainly(form, button);
    } catch {
      this.sort(this.rows.sort((one, other) => placeOf(one) - placeOf(other)));
      this.told.textContent = this.list.dataset.failed;
    } finally {
      this.isSending = false;
    }
  }

  sendPlainly(form, button) {
    this.isPlain = true;
    form.requestSubmit(button);
  }

  show({ words, version, rows, undo }, moved) {
    const byCode = new Map(this.rows.map((row) => [row.id, row]));
    if (rows.length !== byCode.size || rows.some(([code]) => !byCode.has(code))) {
      location.assign(location.pathname);
      return;
    }
    this.sort(rows.map(([code]) => byCode.get(code)));
    rows.forEach(([code, number], index) => label(byCode.get(code), index + 1, number));
    for (const field of this.list.querySelectorAll('input[name="version"]')) field.value = version;
    for (const row of this.rows) row.classList.toggle("is-marked", row.id === moved);
    this.list.querySelector("#went")?.remove();
    this.told.textContent = words;
    this.undo.hidden = !undo;
    this.undo.elements.undone.value = undo?.id ?? "";
    this.undo.querySelector("[data-step]").textContent = undo?.words ?? "";
  }

  /* Lay the rows in this order, each in its group, and leave the keyboard where it was. */
  sort(rows) {
    const held = document.activeElement;
    for (const row of rows) row.parentElement.append(row);
    for (const group of this.list.querySelectorAll("tbody")) {
      const own = [...group.querySelectorAll("tr[id]")];
      own.forEach((row, index) => {
        row.querySelector('[name="step"][value="-1"]').disabled = index === 0;
        row.querySelector('[name="step"][value="1"]').disabled = index === own.length - 1;
      });
    }
    const row = held?.closest?.("tr[id]");
    if (!row || !this.list.contains(row)) return;
    (held.disabled ? row.querySelector('[name="number"]') : held).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  moveTo(row, place) {
    const form = row.querySelector("form.place");
    form.elements.number.value = place;
    this.send(form);
  }

  press(event) {
    if (event.ctrlKey && !event.shiftKey && event.key.toLowerCase() === "z") return this.takeBack(event);
    const row = event.target.closest("tr[id]");
    if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const step = event.key === "ArrowUp" ? -1 : 1;
    // The server stops at the ends of the sector.
    this.moveTo(row, placeOf(row) + step * (event.shiftKey ? this.rows.length : 1));
  }

  takeBack(event) {
    const { target } = event;
    const isTyping = target.matches("input") && target.value !== target.defaultValue;
    if (isTyping || this.undo.hidden) return;
    event.preventDefault();
    this.send(this.undo);
  }

  grab(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button !== 0 || this.isSending) return;
    event.preventDefault();
    const row = grip.closest("tr");
    const before = this.rows;
    const end = new AbortController();
    const listen = (name, act) => document.addEventListener(name, act, { signal: end.signal });
    const finish = (isDropped) => {
      end.abort();
      row.classList.remove("is-dragged");
      const place = this.rows.indexOf(row) + 1;
      if (!isDropped) this.sort(before);
      else if (place !== placeOf(row)) this.moveTo(row, place);
    };
    row.classList.add("is-dragged");
    listen("pointermove", (move) => drag(row, move.clientY));
    listen("pointerup", () => finish(true));
    listen("pointercancel", () => finish(false));
    listen("keydown", (key) => key.key === "Escape" && finish(false));
  }
}

/* The row goes where the pointer is, among its sector; at the edge of the window the page follows. */
function drag(row, y) {
  if (y < EDGE) scrollBy(0, -SCROLL);
  if (y > innerHeight - EDGE) scrollBy(0, SCROLL);
  for (const other of row.parentElement.querySelectorAll("tr[id]")) {
    const { top, bottom } = other.getBoundingClientRect();
    if (other === row || y < top || y > bottom) continue;
    const isBelow = Boolean(row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
    // Past its middle only, or rows of unlike height would flicker.
    if (isBelow && y > (top + bottom) / 2) other.after(row);
    else if (!isBelow && y < (top + bottom) / 2) other.before(row);
    return;
  }
}

function placeOf(row) {
  return Number(row.querySelector('[name="was"]').value);
}

function label(row, place, number) {
  row.querySelector("[data-number]").textContent = number;
  row.querySelector('[name="was"]').value = place;
  const field = row.querySelector('[name="number"]');
  field.value = field.defaultValue = place;
}
