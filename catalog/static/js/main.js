/* What a script adds to pages that work without one. */
import { followAmounts } from "./amounts.js";
import { closeMenus } from "./menus.js";
import { countCharacters } from "./count.js";
import { autosaveForms } from "./autosave.js";
import { keepForms } from "./kept.js";
import { keepOffline } from "./offline.js";
import { listWithoutReloading } from "./list.js";
import { orderRows } from "./ordering.js";
import { offerCopies } from "./restore.js";
import { sharePages } from "./share.js";
import { guardForms } from "./unsaved.js";
import { pointOutSimilar } from "./similar.js";
import { followShortlist } from "./shortlist.js";
import "./presence.js";
import { sumSlices } from "./slices.js";
import { tickTogether } from "./ticks.js";

followAmounts(document);
closeMenus(document);
countCharacters(document);
keepOffline(document);
const keepers = [...autosaveForms(document), ...keepForms(document)];
guardForms(document);
pointOutSimilar(document);
followShortlist(document);
sumSlices(document);
tickTogether(document);
sharePages(document);
listWithoutReloading(document);
orderRows(document);
offerCopies(document, keepers);

document.querySelector("[data-focus-first]")?.focus();
