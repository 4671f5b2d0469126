// Autosave and the safety copy together, with what the page says about them.
import { resolve } from 'marketplace-ui/page.js';
import { Autosave } from './autosave.js';
import { putJson } from './http.js';
import { SafetyCopy, openTabs, tabIdentity } from './safety.js';
import { momentText, timeText } from './texts.js';

/** The safety copy is written this long after a key, in milliseconds. */
const COPY_WAIT = 300;

export class Saving {
  /**
   * @param {object} page
   * @param {{
   *   readBody: () => string, writeBody: (text: string) => void, state: HTMLElement,
   *   fields: import('./draft-fields.js').DraftFields,
   * }} parts
   */
  constructor(page, parts) {
    Object.assign(this, { page, ...parts });
    this.start = this.read();
    this.autosave = new Autosave({
      version: page.version,
      read: () => this.read(),
      send: draft => putJson(page.urls.draft, draft, { isLeaving: document.visibilityState === 'hidden' }),
      show: state => this.show(state),
      saved: (version, draft, all) => this.saved(version, draft, all),
    });
    this.show(this.autosave.state);
    // The page came back with what was typed, which the server did not take.
    if (page.conflict) this.autosave.meet(page.conflict);
    else if (page.isUnsaved) this.autosave.changed();
    this.ready = this.findCopies();
    addEventListener('online', () => this.autosave.retry());
    addEventListener('focus', () => this.autosave.retry());
    addEventListener('pagehide', () => this.keepCopy());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') {
        this.keepCopy();
        void this.autosave.flush();
      } else {
        this.autosave.retry();
      }
    });
    new BroadcastChannel('signed-in').addEventListener('message', () => this.autosave.retry());
  }

  read() {
    return { ...this.fields.read(), body: this.readBody() };
  }

  changed() {
    this.autosave.changed();
    clearTimeout(this.copyTimer);
    this.copyTimer = setTimeout(() => this.keepCopy(), COPY_WAIT);
  }

  /** @returns Whether what is not saved yet is in this browser now. */
  keepCopy() {
    return this.autosave.isDirty && this.copy?.keep({ ...this.read(), version: this.autosave.version });
  }

  saved(version, draft, isAll) {
    if (isAll) {
      clearTimeout(this.copyTimer);
      this.copy?.clear();
    }
    this.start = draft;
    for (const field of document.querySelectorAll('[data-draft-version]')) field.value = String(version);
    document.dispatchEvent(new CustomEvent('draft-saved', { detail: { itemId: this.page.itemId, version } }));
  }

  /** What was typed in this tab before it was loaded anew, or in one that was closed, and never reached the server. */
  async findCopies() {
    const newId = () => crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    const tab = await tabIdentity(sessionStorage, navigator.locks, newId);
    const open = await openTabs(navigator.locks);
    // From here on this tab writes its own copy: nothing may come between that and setting aside what was found.
    this.copy = new SafetyCopy(localStorage, this.page.itemId, tab);
    this.copy.prune();
    const [copy] = this.copy.find(other => open.has(other), draft => this.isSame(draft, this.start));
    if (copy) this.offer(this.copy.setAside(copy, newId()));
    this.keepCopy();
  }

  isSame(draft, stored) {
    return Object.keys(stored).every(key => JSON.stringify(draft[key] ?? '') === JSON.stringify(stored[key] ?? ''));
  }

  offer(copy) {
    const { texts, notices } = this.page;
    const done = () => {
      notices.hide('copy');
      this.copy.forget(copy.key);
    };
    const restore = draft => {
      this.fields.write(draft);
      this.writeBody(draft.body);
      this.changed();
      notices.hide('copy');
      if (this.keepCopy() && copy.key !== this.copy.key) this.copy.forget(copy.key);
    };
    notices.show('copy', {
      kind: 'warning',
      text: texts('copyFound', { time: momentText(copy.at) }),
      actions: [
        { label: texts('copyRestore'), test: 'copy-restore', run: () => restore(copy) },
        {
          label: texts('copyCompare'), test: 'copy-compare',
          run: async () => {
            const { compareTexts } = await import('./dialogs/conflict.js');
            const { choice, text } = await compareTexts(this.page, {
              mine: copy.body, theirs: this.readBody(), title: texts('copyTitle'),
              differences: this.fields.differences(copy).map(({ label, mine, theirs }) => ({ label, mine: theirs, theirs: mine })),
              detail: texts('copyDetail'), mineLabel: texts('copyMine'), theirsLabel: texts('copyTheirs'),
              keep: texts('copyRestore'), take: texts('copyDiscard'),
            });
            if (choice === 'mine') restore({ ...copy, body: text });
            if (choice === 'theirs') done();
          },
        },
        { label: texts('copyDiscard'), test: 'copy-discard', run: done },
      ],
    });
  }

  show(state) {
    const { texts, notices } = this.page;
    this.state.dataset.state = state.name;
    const isTold = state.name === 'saved' && state.at;
    this.state.textContent = isTold ? texts('saved', { time: timeText(state.at) }) : texts(`state_${state.name}`);
    for (const id of ['signed-out', 'conflict', 'refused'])
      if (id !== state.name) notices.hide(id);
    if (state.name === 'signed-out') {
      const href = `${resolve('~/account/login')}?returnUrl=${encodeURIComponent(resolve(this.page.urls.signedIn))}`;
      notices.show('signed-out', {
        kind: 'warning', text: texts('signedOut'), actions: [{ label: texts('signIn'), test: 'sign-in-again', href }],
      });
    } else if (state.name === 'refused') {
      notices.show('refused', { kind: 'danger', text: state.problem?.detail ?? state.problem?.title ?? texts('refused') });
    } else if (state.name === 'conflict') {
      notices.show('conflict', {
        kind: 'warning', text: texts('conflict', { name: state.current.by || texts('somebody') }),
        actions: [{ label: texts('conflictShow'), test: 'conflict-show', run: () => this.settle(state.current) }],
      });
    }
  }

  async settle(current) {
    const { texts } = this.page;
    const { compareTexts } = await import('./dialogs/conflict.js');
    const { choice, text } = await compareTexts(this.page, {
      mine: this.readBody().replace(/\r\n?/g, '\n'), theirs: (current.body ?? '').replace(/\r\n?/g, '\n'), by: current.by, at: current.at,
      differences: this.fields.differences(current), title: texts('conflictTitle'), detail: texts('conflictDetail'),
      mineLabel: texts('conflictMine'), theirsLabel: texts('conflictTheirs'), keep: texts('conflictKeep'), take: texts('conflictTake'),
    });
    if (choice === 'mine') {
      this.writeBody(text);
      await this.autosave.replace(current.version);
    } else if (choice === 'theirs') {
      const mine = this.read();
      this.fields.write(current);
      this.writeBody(current.body ?? '');
      this.autosave.accept(current.version);
      this.saved(current.version, this.read(), true);
      // Whoever pressed the wrong button has lost nothing.
      this.page.notices.show('taken', {
        kind: 'info', text: texts('conflictTaken'), close: true,
        actions: [{
          label: texts('conflictBack'), test: 'conflict-back',
          run: () => {
            this.page.notices.hide('taken');
            this.fields.write(mine);
            this.writeBody(mine.body);
            this.changed();
          },
        }],
      });
    }
  }
}
