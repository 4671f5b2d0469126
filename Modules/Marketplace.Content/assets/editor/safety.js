// A copy of what is not saved yet, kept in this browser: for each item and tab, until the server has it.

const PREFIX = 'content-draft:';
const DAYS = 30;

/** @param {Storage} storage @param {() => number} now In milliseconds. */
export class SafetyCopy {
  constructor(storage, itemId, tabId, now = Date.now) {
    this.storage = storage;
    this.itemId = itemId;
    this.tabId = tabId;
    this.now = now;
    this.key = `${PREFIX}${itemId}:${tabId}`;
  }

  /** @returns False where the browser keeps nothing more. */
  keep(draft) {
    try {
      this.storage.setItem(this.key, JSON.stringify({ ...draft, at: this.now() }));
      return true;
    } catch {
      return false;
    }
  }

  clear() {
    this.forget(this.key);
  }

  forget(key) {
    try {
      this.storage.removeItem(key);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }

  /**
   * What was left behind by this tab before it was loaded anew, and by tabs that are gone; the newest first.
   * @param {(tabId: string) => boolean} isOpen Whether another tab still writes.
   * @param {(draft: object) => boolean} isStored Whether the server has the same.
   */
  find(isOpen, isStored) {
    const found = [];
    for (const key of this.keys()) {
      const copy = this.read(key);
      const tab = key.slice(PREFIX.length + this.itemId.length + 1);
      if (!copy || isStored(copy)) this.forget(key);
      else if (tab === this.tabId || !isOpen(tab)) found.push({ key, tab, ...copy });
    }
    return found.sort((a, b) => b.at - a.at);
  }

  /**
   * Gives a copy that was found a key of its own, so that nothing that is typed or saved from now on takes its place.
   * @returns The copy as it is kept now; unchanged where the browser keeps nothing more.
   */
  setAside(copy, id) {
    const { key: before, tab, ...draft } = copy;
    const key = `${PREFIX}${this.itemId}:${id}`;
    try {
      this.storage.setItem(key, JSON.stringify(draft));
    } catch {
      return copy;
    }
    this.forget(before);
    return { ...draft, key, tab: id };
  }

  /** Copies of any item that nobody came back for. */
  prune() {
    for (const key of this.keys(PREFIX)) {
      const copy = this.read(key);
      if (!copy || this.now() - copy.at > DAYS * 86_400_000) this.forget(key);
    }
  }

  keys(prefix = `${PREFIX}${this.itemId}:`) {
    try {
      return Array.from({ length: this.storage.length }, (_, i) => this.storage.key(i)).filter(key => key?.startsWith(prefix));
    } catch {
      return [];
    }
  }

  read(key) {
    try {
      const copy = JSON.parse(this.storage.getItem(key));
      return typeof copy?.body === 'string' && typeof copy.at === 'number' ? copy : null;
    } catch {
      return null;
    }
  }
}

const TAB = 'content-tab';

/**
 * This tab's id: it survives a reload. A tab that was opened as a copy of another one has that one's id and gets its own.
 * @param {Storage} session @param {LockManager | undefined} locks Missing where the page is not served securely.
 */
export async function tabIdentity(session, locks, newId) {
  let id = readId(session);
  if (id && !await hold(locks, id)) id = null;
  if (!id) {
    id = newId();
    await hold(locks, id);
    try {
      session.setItem(TAB, id);
    } catch {
      // A reload is then taken for another tab, which is offered the copy all the same.
    }
  }
  return id;
}

function readId(session) {
  try {
    return session.getItem(TAB);
  } catch {
    return null;
  }
}

/** Holds the name until the tab is closed. @returns False where another tab holds it. */
function hold(locks, id) {
  if (!locks) return Promise.resolve(true);
  return new Promise(done => {
    locks.request(`${TAB}:${id}`, { ifAvailable: true }, lock => {
      done(lock !== null);
      return lock === null ? undefined : new Promise(() => {});
    }).catch(() => done(true));
  });
}

/** @returns {Promise<Set<string>>} The tabs that are open now. */
export async function openTabs(locks) {
  if (!locks?.query) return new Set();
  const { held } = await locks.query();
  return new Set(held.map(lock => lock.name).filter(name => name.startsWith(`${TAB}:`)).map(name => name.slice(TAB.length + 1)));
}
