/* The list of projects without reloading: a box, a link to another page or order, or a search fetches the address that a
   browser without scripts would open, and shows what changed. Whatever goes wrong, the browser opens the address. */
const PARTS = ["#filters", "#found", ".top .tools"];

export function listWithoutReloading(root) {
  const form = root.querySelector("form[data-list]");
  if (!form) return;
  const told = root.querySelector("#told");
  let asking = new AbortController();
  root.querySelector(".listing").classList.add("is-live");
  foldFilters(root);

  async function show(address, { push = true, focus = null } = {}) {
    asking.abort();
    asking = new AbortController();
    root.querySelector("#found").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (push) history.pushState(null, "", address);
      replace(root, page);
      told.textContent = page.querySelector("#told").textContent;
      (focus && root.querySelector(focus))?.focus();
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOf(form), { focus: "#told" });
  });

  root.addEventListener("change", (event) => {
    const box = event.target;
    if (box.form !== form || box.type !== "checkbox") return;
    show(addressOf(form), { focus: `input[name="${box.name}"][value="${CSS.escape(box.value)}"]` });
  });

  root.addEventListener("click", (event) => {
    const link = event.target.closest("#found a[href]");
    const opensElsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || opensElsewhere || link.hash || link.pathname !== new URL(form.action).pathname) return;
    event.preventDefault();
    const isPage = Boolean(link.closest(".pages"));
    show(link.href, { focus: "#told" }).then(() => isPage && told.scrollIntoView());
  });

  addEventListener("popstate", () => {
    if (!location.hash) show(location.href, { push: false });
  });
}

/* The address that the form would open, without what is empty. */
function addressOf(form) {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (value) address.searchParams.append(name, value);
  }
  return address.href;
}

function replace(root, page) {
  for (const part of PARTS) {
    root.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
  }
  root.querySelector("#q").value = page.querySelector("#q").value;
  root.querySelector("#found").removeAttribute("aria-busy");
  document.title = page.title;
}

/* On a narrow screen the filters open and close in their place. */
function foldFilters(root) {
  const filters = root.querySelector("#filters");
  filters.classList.toggle("is-open", location.hash === "#filters");
  root.addEventListener("click", (event) => {
    if (!event.target.closest("[data-filters]")) return;
    event.preventDefault();
    const isOpen = filters.classList.toggle("is-open");
    (isOpen ? filters.querySelector("input[type=checkbox]") : root.querySelector(".pills [data-filters]"))?.focus();
  });
}
