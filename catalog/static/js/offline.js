/* Pages that were opened stay readable with no line, for the same person only; signing out clears this computer. */
import { close, copies, person, tidy } from "./copies.js";

const PAGES = "pages-";

export function keepOffline(root) {
  for (const form of root.querySelectorAll('form[action="/sign-out"]')) form.addEventListener("submit", signOut);
  for (const form of root.querySelectorAll("form[data-send-now]")) form.requestSubmit();
  if (!person) return;
  tidy();
  forgetPagesOfOthers();
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("/sw.js", { scope: "/desk/" }).then(
    () => keepThisPage(hasComeThroughTheWorker()),
    () => {}, // switched off: everything else works without
  );
  root.addEventListener("refresh", () => keepThisPage(false));
}

/* Whether the worker brought this page and has kept it: it may have taken over only after the page had come. */
function hasComeThroughTheWorker() {
  return performance.getEntriesByType("navigation")[0]?.workerStart > 0;
}

async function keepThisPage(isKept) {
  if (!document.body.hasAttribute("data-keep") || isKept) return;
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ page: location.pathname, files });
}

function signOut(event) {
  const { ask } = event.currentTarget.dataset;
  if (copies().length && !window.confirm(ask)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  close();
  for (const form of document.querySelectorAll("form[data-guard]")) form.dispatchEvent(new Event("saved"));
  if ("caches" in window) caches.keys().then((names) => names.forEach((name) => caches.delete(name)));
}

async function forgetPagesOfOthers() {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== `${PAGES}${person}`) await caches.delete(name);
  }
}
