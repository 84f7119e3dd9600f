/* The translation desk: a click puts a term of the glossary or an earlier translation into the box; Ctrl+Enter ticks,
   saves and goes on to the next box, which has the focus because the address names it. In a box, Alt+1 to Alt+9 put in
   the name or term of that number, Alt+S the first suggestion, and Alt with an arrow up or down goes to the next box.
   There are no shortcuts of a single letter: they belong to screen readers and to writing. */
const text = (id) => document.getElementById(id);

function asButton(element, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "insert";
  button.lang = element.lang;
  button.textContent = element.textContent;
  button.addEventListener("click", () => act(button.textContent));
  element.replaceWith(button);
}

function write(box, words, from, to) {
  box.setRangeText(words, from, to, "end");
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const list of document.querySelectorAll("[data-terms-for]")) {
  const box = text(list.dataset.termsFor);
  for (const term of list.querySelectorAll("[data-term]")) {
    asButton(term, (words) => write(box, words, box.selectionStart, box.selectionEnd));
  }
}

for (const suggestion of document.querySelectorAll("[data-suggestion-for]")) {
  const box = text(suggestion.dataset.suggestionFor);
  asButton(suggestion.querySelector("[data-suggestion]"), (words) => write(box, words, 0, box.value.length));
}

const boxes = [...document.querySelectorAll(".segment textarea")];
const steps = { ArrowDown: 1, ArrowUp: -1 };

function inserted(segment, code) {
  if (code === "KeyS") return segment.querySelector(".suggestion .insert");
  return segment.querySelector(`[data-key="${code.replace("Digit", "")}"] .insert`);
}

function act(segment, event) {
  const alone = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (alone && event.code in steps) {
    boxes[boxes.indexOf(event.target) + steps[event.code]]?.focus();
    return true;
  }
  if (alone) {
    const button = inserted(segment, event.code);
    button?.click();
    return Boolean(button);
  }
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
  const tick = segment.querySelector("[type=checkbox]");
  if (tick && event.target.value.trim()) tick.checked = true;
  segment.querySelector("[name=save]").click();
  return true;
}

for (const box of boxes) {
  box.addEventListener("keydown", (event) => {
    if (act(box.closest(".segment"), event)) event.preventDefault();
  });
}
