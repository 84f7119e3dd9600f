/* Characters left in a field that has a limit: <p class="count" data-count-for="id" data-limit="800" data-left="{} left" data-over-by="{} too many">. */
export function countCharacters(root) {
  for (const note of root.querySelectorAll("[data-count-for]")) {
    const field = root.getElementById(note.dataset.countFor);
    if (!field) continue;
    const show = () => tell(note, Number(note.dataset.limit) - Array.from(field.value).length);
    field.addEventListener("input", show);
    show();
  }
}

function tell(note, left) {
  const words = left < 0 ? note.dataset.overBy : note.dataset.left;
  note.textContent = words.replace("{}", Math.abs(left).toLocaleString(document.documentElement.lang));
  note.toggleAttribute("data-is-over", left < 0);
}
