/* What the ticked budget lines cost together; the server counts again what is sent. */

export function sumSlices(root) {
  for (const output of root.querySelectorAll("[data-sum-of]")) {
    const form = root.getElementById(output.dataset.sumOf);
    if (!form) continue;
    const show = () => {
      output.textContent = inWords(output.dataset, ticked(form), root.documentElement.lang);
    };
    // The boxes stand in the table of the budget, outside of the form: their events do not pass it.
    root.addEventListener("change", (event) => {
      if (event.target.form === form) show();
    });
    show();
  }
}

const ticked = (form) => [...form.elements].filter((box) => box.dataset.vnd && box.checked).map((box) => box.dataset);

function inWords({ vndWords, usdWords }, chosen, language) {
  const byEntry = new Map();
  for (const { entry, vnd, rate } of chosen) {
    const before = byEntry.get(entry)?.vnd ?? 0;
    byEntry.set(entry, { vnd: before + Number(vnd), rate: Number(rate) });
  }
  const sums = [...byEntry.values()];
  const number = new Intl.NumberFormat(language === "en" ? "en-GB" : "vi-VN", { maximumFractionDigits: 0 });
  const vnd = number.format(sums.reduce((sum, each) => sum + each.vnd, 0));
  const usd = number.format(sums.reduce((sum, each) => sum + Math.round(each.vnd / each.rate), 0));
  return `${vndWords.replace("{}", vnd)} (${usdWords.replace("{}", usd)})`;
}
