/* The service worker of the desk, at /sw.js: what the server marks for a person ("Kept-For") can be opened with no line.
   The line comes first: a page from the cache is shown only when the server can't be reached. */
const FILES = "files";
const PAGES = "pages-";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.includes("/static/")) event.respondWith(file(request, url.searchParams.has("v")));
  else if (request.mode === "navigate") event.respondWith(page(request));
});

self.addEventListener("message", (event) => {
  const { page, files } = event.data;
  // The page last: one that is kept can be shown as a whole.
  event.waitUntil(Promise.allSettled(files.map(keepFile)).then(() => fetch(page).then(keep)));
});

async function file(request, isForGood) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request);
  if (kept && isForGood) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await replace(cache, request, answer.clone());
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function keepFile(address) {
  const url = new URL(address);
  if (url.origin !== self.location.origin || !url.pathname.includes("/static/")) return;
  await file(new Request(address), url.searchParams.has("v"));
}

/* An address with another version is the same file. */
async function replace(cache, request, answer) {
  await cache.delete(request, { ignoreSearch: true });
  await cache.put(request, answer);
}

async function page(request) {
  try {
    const answer = await fetch(request);
    await keep(answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match(new URL(request.url).pathname, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

/* Pages of one person at a time; the server says whose, and which. */
async function keep(answer) {
  const person = answer.headers.get("Kept-For");
  if (!answer.ok || !person) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== PAGES + person) await caches.delete(name);
  }
  const cache = await caches.open(PAGES + person);
  await cache.put(new URL(answer.url).pathname, answer);
}
