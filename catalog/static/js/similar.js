/* <div data-similar="address">: while the title beside it is typed, show what the server knows that is similar. */
const PAUSE_MS = 600;
const ASKED = ["title", "location", "commune_code", "category_key"];

export function pointOutSimilar(root) {
  const place = root.querySelector("[data-similar]");
  const form = place?.closest("form");
  if (!form) return;
  let timer, asking;
  form.addEventListener("input", (event) => {
    if (!ASKED.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asking?.abort();
      asking = new AbortController();
      await show(place, form, asking.signal).catch(() => {}); // no line, or overtaken: what stands there stays
    }, PAUSE_MS);
  });
}

async function show(place, form, signal) {
  const address = new URL(place.dataset.similar, location.href);
  for (const name of ASKED) {
    const value = form.elements[name]?.value;
    if (value) address.searchParams.set(name, value);
  }
  const answer = await fetch(address, { signal, redirect: "error" });
  if (answer.ok) place.innerHTML = await answer.text();
}
