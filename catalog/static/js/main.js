/* What a script adds to pages that work without one. */
import { closeMenus } from "./menus.js";
import { countCharacters } from "./count.js";
import { guardForms } from "./unsaved.js";

closeMenus(document);
countCharacters(document);
guardForms(document);

document.querySelector("[data-focus-first]")?.focus();
