/* What a script adds to pages that work without one. */
import { followAmounts } from "./amounts.js";
import { closeMenus } from "./menus.js";
import { countCharacters } from "./count.js";
import { guardForms } from "./unsaved.js";
import { pointOutSimilar } from "./similar.js";

followAmounts(document);
closeMenus(document);
countCharacters(document);
guardForms(document);
pointOutSimilar(document);

document.querySelector("[data-focus-first]")?.focus();
