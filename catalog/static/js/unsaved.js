/* <form data-guard>: ask before leaving with unsaved changes, and send a form once however often it is clicked. */
export function guardForms(root) {
  for (const form of root.querySelectorAll("form[data-guard]")) {
    let changed = form.hasAttribute("data-changed");
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("submit", () => (changed = false));
    form.addEventListener("saved", () => (changed = false));
    window.addEventListener("beforeunload", (event) => {
      if (changed) event.preventDefault();
    });
  }

  for (const form of root.querySelectorAll("form[method=post]")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
      // Coming back with the Back button shows the same page alive again.
      window.addEventListener("pageshow", () => (sent = false), { once: true });
    });
  }
}
