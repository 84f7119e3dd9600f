/* Menus are <details>; close them on Escape and on a click elsewhere. */
export function closeMenus(root) {
  const openMenus = () => root.querySelectorAll("details.menu[open]");

  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  root.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}
