/* Characters left in a field that has a limit: <p class="count" data-count-for="id" data-limit="800" data-left="{} left" data-over-by="{} too many">. */
export function countCharacters(root) {
  for (const note of root.querySelectorAll("[data-count-for]")) {
    const field = root.getElementById(note.dataset.countFor);
    if (!field) continue;
    const show = () => tell(note, Number(note.dataset.limit) - Array.from(clean(field.value)).length);
    field.addEventListener("input", show);
    show();
  }
}

/* What the server stores of a text, and so what it counts: the same steps as clean() in catalog/text.py. */
const UNWANTED =
  /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]/gu;
const TONE_BEFORE_SIGN = /([\u0300\u0301\u0303\u0309])([\u0302\u0306])/g;

function clean(text) {
  const lines = text.replace(/\r\n|[\r\x0b\x0c\x85\u2028\u2029]/g, "\n");
  const signs = lines.replace(UNWANTED, "").normalize("NFD").replace(TONE_BEFORE_SIGN, "$2$1");
  return signs.normalize("NFC").trim();
}

function tell(note, left) {
  const words = left < 0 ? note.dataset.overBy : note.dataset.left;
  note.textContent = words.replace("{}", Math.abs(left).toLocaleString(document.documentElement.lang));
  note.toggleAttribute("data-is-over", left < 0);
}
