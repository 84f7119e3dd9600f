/* <div data-presence="address">: while the page is in front, say so every 30 seconds and show who else has it open. */
const EVERY_MS = 30_000;

const place = document.querySelector("[data-presence]");

async function tell() {
  if (document.hidden) return;
  const { presence, page, token } = place.dataset;
  const body = new URLSearchParams({ page, csrf_token: token });
  const answer = await fetch(presence, { method: "POST", body, redirect: "error" });
  if (!answer.ok) return;
  const words = (await answer.text()).trim();
  // Only what changed is written, for a screen reader reads it out.
  if (words !== place.innerHTML.trim()) place.innerHTML = words;
}

// No line: what stands there stays.
if (place) setInterval(() => tell().catch(() => {}), EVERY_MS);
