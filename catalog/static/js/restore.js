/* What was left unsaved on this computer: offered back on its own page, sent from any other page. Never silently. */
import { drop, leftBehind, person } from "./copies.js";
import { post } from "./autosave.js";
import { written } from "./fields.js";

export async function offerCopies(root, keepers) {
  if (!person) return;
  const found = await leftBehind();
  const isHere = (copy) => keepers.some((keeper) => keeper.path === copy.path);
  for (const keeper of keepers) offer(keeper, found.filter((copy) => copy.path === keeper.path));
  await sendOthers(root, found.filter((copy) => !isHere(copy)));
}

function offer(keeper, found) {
  const [copy, ...same] = found.filter((each) => !keeper.shows(each) || drop(each.key));
  const box = copy && keeper.offer;
  if (!box) return;
  for (const each of same) if (written(each.fields) === written(copy.fields)) drop(each.key);
  const restore = box.querySelector("[data-restore]");
  restore.textContent = restore.dataset.restore.replace("{}", timeOf(copy));
  // Set, not added: after one copy is discarded the same buttons are about the next.
  restore.onclick = () => {
    box.hidden = true;
    if (keeper.bringBack(copy)) drop(copy.key);
  };
  box.querySelector("[data-discard]").onclick = () => {
    box.hidden = true;
    drop(copy.key);
    offer(keeper, found.filter((each) => each !== copy));
  };
  box.hidden = false;
}

/* On other pages of the desk: what waited for the line is sent; what can't be saved as it stands is pointed to. */
async function sendOthers(root, found) {
  const box = root.querySelector("[data-unsent]");
  const token = root.querySelector("[name=csrf_token]");
  if (!box || !token) return;
  for (const [place, copy] of found.entries()) {
    if (copy.page) {
      // Of several boxes of one page, the one that was written last.
      if (found.findIndex((each) => each.page === copy.page) === place) tell(box, copy, box.dataset.left.replace("{}", timeOf(copy)));
      continue;
    }
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
  const link = Object.assign(document.createElement("a"), { href: copy.page ?? copy.path, textContent: copy.title });
  line.append(link, `: ${words}`);
  box.querySelector("[data-lines]").append(line);
  box.hidden = false;
}

function timeOf(copy) {
  return new Date(copy.at).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });
}
