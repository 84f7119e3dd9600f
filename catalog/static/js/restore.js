/* What was left unsaved on this computer: offered back on its own page, sent from any other page. Never silently. */
import { drop, leftBehind, person } from "./copies.js";
import { post } from "./autosave.js";
import { fill, put, sent, written } from "./fields.js";

export async function offerCopies(root, keepers) {
  if (!person) return;
  const found = await leftBehind();
  const isHere = (copy) => keepers.some((keeper) => keeper.copy.path === copy.path);
  for (const keeper of keepers) offer(root, keeper, found.filter((copy) => copy.path === keeper.copy.path));
  await sendOthers(root, found.filter((copy) => !isHere(copy)));
}

function offer(root, keeper, found) {
  const shown = written(sent(keeper.form));
  const [copy, ...same] = found.filter((each) => written(each.fields) !== shown || drop(each.key));
  const box = root.querySelector("[data-copy-offer]");
  if (!copy || !box) return;
  for (const each of same) if (written(each.fields) === written(copy.fields)) drop(each.key);
  const restore = box.querySelector("[data-restore]");
  restore.textContent = restore.dataset.restore.replace("{}", timeOf(copy));
  restore.addEventListener("click", () => {
    box.hidden = true;
    bringBack(keeper, copy);
  });
  box.querySelector("[data-discard]").addEventListener("click", () => {
    box.hidden = true;
    drop(copy.key);
    offer(root, keeper, found.filter((each) => each !== copy));
  });
  box.hidden = false;
}

/* Into the page where it belongs to the same answers; else through the server, which shows both texts. */
function bringBack(keeper, copy) {
  const { form } = keeper;
  const stamps = Object.fromEntries(copy.fields);
  if ((stamps.base === form.elements.namedItem("base").value || !navigator.onLine) && fill(form, copy.fields)) {
    for (const stamp of ["version", "base"]) put(form, stamp, stamps[stamp]);
    keeper.unsure = copy.unsure;
    if (keeper.keep()) drop(copy.key);
    keeper.save();
    return;
  }
  const again = document.createElement("form");
  Object.assign(again, { method: "post", action: form.action, hidden: true });
  const token = form.elements.namedItem("csrf_token").value;
  for (const [name, value] of [...copy.fields, ["csrf_token", token], ["recall", "1"], ["copy", copy.key.split("/").at(-1)]]) {
    again.append(Object.assign(document.createElement("textarea"), { name, value }));
  }
  document.body.append(again);
  form.dispatchEvent(new Event("saved"));
  again.submit();
}

/* On other pages of the desk: what waited for the line is sent; what can't be saved as it stands is pointed to. */
async function sendOthers(root, found) {
  const box = root.querySelector("[data-unsent]");
  const token = root.querySelector("[name=csrf_token]");
  if (!box || !token) return;
  for (const copy of found) {
    const form = Object.assign(document.createElement("form"), { action: copy.path });
    form.append(token.cloneNode());
    const answer = copy.unsure ? await post(form, copy.unsure) : { status: 200 };
    const last = answer.status === 200 && !copy.unsure ? await post(form, copy.fields) : answer;
    const isSaved = last.status === 200 && !Object.keys(last.told.errors).length && (!copy.unsure || written(copy.unsure) === written(copy.fields));
    if (isSaved) drop(copy.key);
    tell(box, copy, isSaved ? last.told.words : box.dataset.left.replace("{}", timeOf(copy)));
  }
}

function tell(box, copy, words) {
  const line = document.createElement("p");
  const link = Object.assign(document.createElement("a"), { href: copy.path, textContent: copy.title });
  line.append(link, `: ${words}`);
  box.querySelector("[data-lines]").append(line);
  box.hidden = false;
}

function timeOf(copy) {
  return new Date(copy.at).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });
}
