/* The visitor's shortlist: codes in a cookie that the server reads too. The pages are the same for everybody, so what
   is on the list is shown here; pressing the button changes the cookie without loading the page again. */
const COOKIE = "shortlist";
const MOST = 50;
const HALF_A_YEAR = 182 * 24 * 3600;

export function followShortlist(root) {
  if (!root.querySelector("[data-shortlist-count]")) return; // a desk
  const show = () => showChosen(root);
  root.addEventListener("submit", (event) => {
    const code = event.target.dataset.shortlist;
    if (!code || !toggle(code)) return; // a full list is for the server to tell of
    event.preventDefault();
    show();
  });
  // Back to a page that the browser kept, or a list that was filled anew.
  window.addEventListener("pageshow", show);
  new MutationObserver(show).observe(root.getElementById("main") ?? root.body, { childList: true, subtree: true });
  show();
}

function chosen() {
  const value = document.cookie.match(/(?:^|; )shortlist=([^;]*)/)?.[1] ?? "";
  return value.split(".").filter(Boolean);
}

function toggle(code) {
  const before = chosen();
  const codes = before.includes(code) ? before.filter((other) => other !== code) : [...before, code];
  if (codes.length > MOST) return false;
  const age = codes.length ? HALF_A_YEAR : 0;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${COOKIE}=${codes.join(".")}; path=/; max-age=${age}; samesite=lax${secure}`;
  return chosen().includes(code) !== before.includes(code); // cookies may be switched off
}

function showChosen(root) {
  const codes = chosen();
  for (const form of root.querySelectorAll("form[data-shortlist]")) {
    const pressed = String(codes.includes(form.dataset.shortlist));
    form.querySelector("button").setAttribute("aria-pressed", pressed);
  }
  for (const count of root.querySelectorAll("[data-shortlist-count]")) {
    count.hidden = codes.length === 0;
    count.textContent = codes.length;
  }
}
