/* The translation desk: a click puts a term of the glossary or an earlier translation into the box; Ctrl+Enter ticks,
   saves and goes on to the next box, which has the focus because the address names it. Alt+1 to Alt+9 in a box put in
   the term of that number. */
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

for (const segment of document.querySelectorAll(".segment")) {
  segment.addEventListener("keydown", (event) => {
    const term = event.altKey && segment.querySelector(`[data-key="${event.code.replace("Digit", "")}"] .insert`);
    if (term && event.target.tagName === "TEXTAREA") {
      event.preventDefault();
      term.click();
      return;
    }
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.tagName !== "TEXTAREA") return;
    event.preventDefault();
    if (event.target.value.trim()) segment.querySelector("[type=checkbox]").checked = true;
    segment.querySelector("[name=save]").click();
  });
}
