// Sentences above the text that stay until they are answered.
import { el, stateIcon } from 'marketplace-ui/page.js';

export class Notices {
  constructor(place, texts) {
    Object.assign(this, { place, texts, shown: new Map() });
  }

  /**
   * @param {string} id One of each is shown.
   * @param {{
   *   kind: 'info'|'warning'|'danger', text: string, close?: boolean,
   *   actions?: {label: string, test: string, run?: () => void, href?: string}[],
   * }} notice
   */
  show(id, { kind, text, actions = [], close = false }) {
    const same = this.shown.get(id);
    // Announced once, and not with every attempt.
    if (same?.dataset.text === text) return;
    same?.remove();
    const note = el('div', {
      class: `alert alert-${kind} editor-notice`, role: kind === 'info' ? 'status' : 'alert', 'data-test': `editor-notice-${id}`,
    }, stateIcon(kind), el('p', {}, text));
    note.dataset.text = text;
    const buttons = el('div', { class: 'editor-notice-actions' });
    for (const { label, test, run, href } of actions) {
      const attributes = { class: 'btn btn-sm btn-secondary', 'data-test': test };
      const button = href
        ? el('a', { ...attributes, href, target: '_blank', rel: 'opener' }, label)
        : el('button', { ...attributes, type: 'button' }, label);
      if (run) button.addEventListener('click', run);
      buttons.append(button);
    }
    if (close) {
      const button = el('button', { type: 'button', class: 'btn-close', 'aria-label': this.texts('close') });
      button.addEventListener('click', () => this.hide(id));
      buttons.append(button);
    }
    note.append(buttons);
    this.place.append(note);
    this.shown.set(id, note);
  }

  hide(id) {
    this.shown.get(id)?.remove();
    this.shown.delete(id);
  }
}
