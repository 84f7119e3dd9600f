/* Passing a page on: through what the device offers where it can, else by copying the address. */
export function sharePages(root) {
  for (const link of navigator.share ? root.querySelectorAll("[data-share]") : []) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      share(link);
    });
  }
  for (const button of navigator.clipboard ? root.querySelectorAll("[data-copy]") : []) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function share(link) {
  const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  try {
    await navigator.share({ title: document.title, url });
  } catch (error) {
    // Who thinks better of it is left alone; where it can't be done, the address is shown.
    if (error.name !== "AbortError") location.hash = link.hash;
  }
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
}
