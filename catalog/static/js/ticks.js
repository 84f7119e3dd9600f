/* One box that ticks all boxes of a name in its form; without a script it says so when the form is sent. */

export function tickTogether(root) {
  for (const all of root.querySelectorAll("[data-ticks]")) {
    const boxes = [...all.form.querySelectorAll(`[type="checkbox"][name="${all.dataset.ticks}"]`)];
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
    });
    for (const box of boxes) {
      box.addEventListener("change", () => {
        all.checked = boxes.every((each) => each.checked);
      });
    }
  }
}
