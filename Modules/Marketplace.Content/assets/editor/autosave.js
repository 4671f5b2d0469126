// Saves by itself, a moment after typing stops, and says how it stands. It never gives up what was typed.

/** How long after the last key, and how long at most while somebody types on; in milliseconds. */
const QUIET = 2_000;
const LONGEST = 15_000;
const RETRIES = [3_000, 5_000, 10_000, 20_000, 30_000];

/**
 * States: `saved`, `waiting` (typed, not sent yet), `saving`, `offline`, `failing` (the server does not answer well), `signed-out`,
 * `conflict` (with `current`), `refused` (with `problem`).
 */
export class Autosave {
  /**
   * @param {{
   *   version: number,
   *   read: () => object,
   *   send: (draft: object) => Promise<{status: number, body: any}>,
   *   show: (state: {name: string, at?: number, current?: object, problem?: object}) => void,
   *   saved: (version: number, draft: object) => void,
   *   timers?: {set: Function, clear: Function, now: () => number},
   * }} options `read` gives the draft without its version.
   */
  constructor(options) {
    this.timers = { set: (work, wait) => setTimeout(work, wait), clear: id => clearTimeout(id), now: () => Date.now() };
    Object.assign(this, options);
    if (options.timers) this.timers = options.timers;
    this.typed = 0;
    this.stored = 0;
    this.failures = 0;
    // What is to be replaced keeps its line in the history, although it is of the same person.
    this.isChosen = false;
    this.firstTyped = null;
    this.sending = null;
    this.state = { name: 'saved' };
  }

  get isDirty() {
    return this.typed !== this.stored;
  }

  /** Something was typed. */
  changed() {
    this.typed += 1;
    this.firstTyped ??= this.timers.now();
    // A conflict waits for its answer; whatever is typed meanwhile is part of it. Signed out, offline: the retry takes it along.
    if (['conflict', 'signed-out', 'offline', 'failing'].includes(this.state.name)) return;
    if (this.state.name !== 'saving') this.become({ name: 'waiting' });
    this.plan(Math.min(QUIET, Math.max(0, LONGEST - (this.timers.now() - this.firstTyped))));
  }

  /** Now, and not in a moment. @returns {Promise<boolean>} Whether everything is saved. */
  async flush() {
    if (this.sending) await this.sending;
    if (!this.isDirty) return true;
    if (this.state.name === 'conflict') return false;
    await this.send_();
    return !this.isDirty;
  }

  /** The connection is back, or somebody signed in again. */
  retry() {
    if (['offline', 'failing', 'signed-out'].includes(this.state.name)) this.plan(0);
  }

  /** What stands here was typed over an older version than theirs, and is not saved. @param {object} current Theirs. */
  meet(current) {
    this.typed += 1;
    this.become({ name: 'conflict', current });
  }

  /** Their version is known now, and what stands here is to replace it. */
  replace(version) {
    this.version = version;
    this.typed += 1;
    this.isChosen = true;
    this.become({ name: 'waiting' });
    return this.flush();
  }

  /** What stands here is their version. */
  accept(version) {
    this.version = version;
    this.isChosen = false;
    this.stored = this.typed;
    this.firstTyped = null;
    this.timers.clear(this.timer);
    this.become({ name: 'saved' });
  }

  plan(wait) {
    this.timers.clear(this.timer);
    this.timer = this.timers.set(() => this.send_(), wait);
  }

  send_() {
    if (this.sending) return this.sending;
    if (!this.isDirty) return Promise.resolve();
    this.sending = this.attempt().finally(() => { this.sending = null; });
    return this.sending;
  }

  async attempt() {
    this.timers.clear(this.timer);
    const at = this.typed;
    const draft = this.read();
    // Signed out, the line "Sign in again" stays while it is tried again.
    if (!['signed-out', 'offline', 'failing'].includes(this.state.name)) this.become({ name: 'saving' });
    const answer = await this.send({ version: this.version, ...draft, ...this.isChosen && { chosen: true } }).catch(() => ({ status: 0, body: null }));
    this.settle(answer, at, draft);
  }

  settle({ status, body }, at, draft) {
    if (status === 200 && Number.isInteger(body?.version)) {
      this.version = body.version;
      this.stored = at;
      this.failures = 0;
      this.isChosen = false;
      this.firstTyped = this.isDirty ? this.timers.now() : null;
      this.saved(this.version, draft, !this.isDirty);
      this.become({ name: 'saved', at: Date.parse(body.saved_at) || this.timers.now() });
      if (this.isDirty) {
        this.become({ name: 'waiting' });
        this.plan(QUIET);
      }
    } else if (status === 401) {
      this.again('signed-out');
    } else if (status === 409 && body?.current) {
      this.timers.clear(this.timer);
      this.become({ name: 'conflict', current: body.current });
    } else if (status === 0) {
      this.again('offline');
    } else if (status >= 500 || status === 429 || status === 408 || status === 200) {
      this.again('failing');
    } else {
      // It would be refused again as it stands; the next change tries once more.
      this.become({ name: 'refused', problem: body });
    }
  }

  again(name) {
    this.become({ name });
    this.plan(RETRIES[Math.min(this.failures, RETRIES.length - 1)]);
    this.failures += 1;
  }

  become(state) {
    const before = this.state;
    this.state = state;
    if (before.name !== state.name || state.name !== 'saving') this.show(state);
  }
}
