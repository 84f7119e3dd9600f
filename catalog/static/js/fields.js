/* Reading and filling a form by its names; rows of a table are named "<table>-<key>-<cell>" and listed in "<table>-row". */
const NOT_TYPED = ["csrf_token", "do", "copy", "recall"];
const STAMPS = ["version", "base"];

/* What a form would send, as [name, value] pairs. */
export function sent(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.includes(name));
}

/* The same as one text, without what tells how old the page is: for comparing. */
export function written(fields) {
  return JSON.stringify(fields.filter(([name]) => !STAMPS.includes(name)).map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]));
}

export function put(form, name, value) {
  const field = form.elements.namedItem(name);
  if (field && value !== undefined) field.value = value;
}

/* New rows are stored: from now on they go by their ids. */
export function renameRows(form, ids) {
  for (const [key, id] of Object.entries(ids ?? {})) {
    if (key === String(id)) continue;
    for (const field of form.querySelectorAll(`input[name$="-row"][value="${key}"]`)) rename(rowOf(field), key, id);
  }
}

/* Fill a form with a copy; false where its rows are not those of the page. */
export function fill(form, fields) {
  const values = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : grouped(fields);
  for (const [name, pairs] of values) {
    if (name.endsWith("-row") && !layRows(form, name, pairs.map(([, value]) => value))) return false;
  }
  for (const field of form.elements) {
    if (!field.name || field.type === "button" || field.type === "submit" || field.type === "file") continue;
    if (NOT_TYPED.includes(field.name) || field.name.endsWith("-row")) continue;
    const typed = (values.get(field.name) ?? []).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = typed.includes(field.value);
    else if (typed.length) field.value = typed[0];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return true;
}

function grouped(fields) {
  const found = new Map();
  for (const pair of fields) found.set(pair[0], [...(found.get(pair[0]) ?? []), pair]);
  return found;
}

/* Rows of the copy in its order, new ones made from the last row of the page. */
function layRows(form, name, keys) {
  const rows = new Map([...form.querySelectorAll(`input[name="${name}"]`)].map((field) => [field.value, rowOf(field)]));
  if (!rows.size || [...rows.keys()].some((key) => !keys.includes(key) && !key.startsWith("new"))) return false;
  if (keys.some((key) => !rows.has(key) && !key.startsWith("new"))) return false;
  const [pattern] = [...rows].at(-1);
  for (const key of keys) {
    const row = rows.get(key) ?? rename(rows.get(pattern).cloneNode(true), pattern, key);
    rows.get(pattern).parentNode.append(row);
  }
  return true;
}

function rowOf(field) {
  return field.closest("tr, li, fieldset");
}

function rename(row, from, to) {
  for (const element of row.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      if (!["name", "id", "for", "value", "aria-describedby"].includes(attribute.name)) continue;
      if (element.name?.endsWith("-row")) element.setAttribute("value", String(to));
      else if (element.tagName === "BUTTON" || attribute.name !== "value") {
        attribute.value = attribute.value.replaceAll(`-${from}-`, `-${to}-`).replaceAll(`:${from}`, `:${to}`);
      }
    }
  }
  return row;
}
