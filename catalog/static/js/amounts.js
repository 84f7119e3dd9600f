/* The budget: amounts, their words and the sums are the server's. They fade while something else is typed, and follow
   once it is saved (the event "refresh" of the form). */
export function followAmounts(root) {
  const table = root.getElementById("budget_lines");
  if (!table) return;
  let typed = 0;
  table.addEventListener("input", (event) => {
    typed += 1;
    for (const part of [event.target.closest("tbody"), table.tFoot]) part?.setAttribute("data-old", "");
  });
  table.closest("form").addEventListener("refresh", async () => {
    const before = typed;
    const page = await fetched();
    const fresh = page?.getElementById("budget_lines");
    if (fresh && typed === before) renew(table, fresh);
  });
}

async function fetched() {
  try {
    const answer = await fetch(location.href);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

function renew(table, fresh) {
  const bodies = new Map([...fresh.tBodies].map((body) => [keyOf(body), body]));
  for (const body of table.tBodies) {
    const newer = bodies.get(keyOf(body));
    if (!newer) continue;
    body.querySelector(".amount").replaceChildren(...newer.querySelector(".amount").childNodes);
    body.querySelector(".read-out")?.remove();
    body.append(...newer.querySelectorAll(".read-out"));
    body.removeAttribute("data-old");
  }
  table.tFoot.replaceWith(fresh.tFoot);
}

const keyOf = (body) => body.querySelector("[name='budget_lines-row']")?.value;
