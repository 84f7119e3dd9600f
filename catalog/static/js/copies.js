/* Copies of what is typed, in the browser until the server has it: "desk/<person>/<id of the open page>". A page holds
   a lock named after its copy, so that another tab can tell a copy that was left behind from one being written. */
const ROOM = "desk/";
const STILL_WRITING_MS = 60_000;

let isClosed = false;

export const person = document.body.dataset.person;

export class Copy {
  /* `page`: where to read it on, of a copy that only its own page may send. */
  constructor(path, title, page = null) {
    this.id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
    this.key = `${ROOM}${person}/${this.id}`;
    this.path = path;
    this.title = title;
    this.page = page;
    navigator.locks?.request(this.key, () => new Promise(() => {}));
  }

  write(fields, unsure = null) {
    const copy = { path: this.path, title: this.title, page: this.page, at: Date.now(), fields, unsure };
    if (isClosed) return false;
    try {
      localStorage.setItem(this.key, JSON.stringify(copy));
      return true;
    } catch {
      return false; // switched off, or full
    }
  }

  remove() {
    drop(this.key);
  }
}

/* Copies of this person that no open page is writing, the newest first. */
export async function leftBehind() {
  const held = navigator.locks && new Set((await navigator.locks.query()).held.map((lock) => lock.name));
  const isOpen = (copy) => (held ? held.has(copy.key) : Date.now() - copy.at < STILL_WRITING_MS);
  return copies()
    .filter((copy) => !isOpen(copy))
    .sort((one, other) => other.at - one.at);
}

export function copies() {
  return keys(`${ROOM}${person}/`).map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
}

export function drop(key) {
  localStorage.removeItem(key);
}

/* The server tells by a cookie which copy arrived with a form; nothing of anybody else stays on this computer. */
export function tidy() {
  const arrived = document.cookie.match(/(?:^|; )saved=([a-z0-9-]+)/)?.[1];
  if (arrived) {
    drop(`${ROOM}${person}/${arrived}`);
    document.cookie = "saved=; path=/; max-age=0";
  }
  forget((key) => !key.startsWith(`${ROOM}${person}/`));
}

/* At signing out: from now on this page writes nothing either. */
export function close() {
  isClosed = true;
  forget();
}

function forget(isGone = () => true) {
  keys(ROOM).filter(isGone).forEach(drop);
}

function keys(start) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start));
  } catch {
    return [];
  }
}
