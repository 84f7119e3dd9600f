// The page of long work: looks every second how far it is, and goes on to the result when it is done.

const EVERY = 1000;

const part = (page) => page.querySelector("[data-work]");

/** The page as it is now; null where the line or the server is away, or somebody signed out. */
async function fetched() {
  try {
    const answer = await fetch(window.location.href);
    return answer.ok ? part(new DOMParser().parseFromString(await answer.text(), "text/html")) : null;
  } catch {
    return null;
  }
}

/** Change only what changed, so that a focused button stays. */
function show(fresh) {
  const now = part(document);
  for (const name of ["max", "value"]) {
    const value = fresh.querySelector("progress").getAttribute(name);
    if (value !== null) now.querySelector("progress").setAttribute(name, value);
  }
  now.querySelector("#work-count").textContent = fresh.querySelector("#work-count").textContent;
}

async function look() {
  // Work that was done before this page was there needs no asking.
  const fresh = part(document).dataset.then ? part(document) : await fetched();
  if (fresh?.dataset.then) window.location.replace(fresh.dataset.then);
  else if (fresh && fresh.dataset.work !== "running") window.location.reload();
  else {
    if (fresh) show(fresh);
    window.setTimeout(look, EVERY);
  }
}

window.setTimeout(look, EVERY);
