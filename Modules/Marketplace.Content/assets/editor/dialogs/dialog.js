// Dialogs are made when they are asked for, and hang at the end of the page: a form cannot stand within a form.
import { el } from 'marketplace-ui/page.js';

let count = 0;

/**
 * @param {{
 *   title: string, test: string, content: Node[], wide?: 'wide'|'full', cancel: string,
 *   actions?: {value: string, label: string, kind?: string, test?: string}[],
 *   focus?: HTMLElement, mayClose?: boolean,
 * }} options The first action is what Enter does.
 * @returns {{dialog: HTMLDialogElement, done: Promise<string>, close: (value?: string) => void}} `done` is '' when nothing was chosen.
 */
export function showDialog({ title, test, content, wide, cancel, actions = [], focus, mayClose = true }) {
  const id = `editor-dialog-${++count}`;
  const form = el('form', { method: 'dialog', class: 'editor-dialog-form' },
    el('div', { class: 'dialog-head' },
      el('h2', { id, tabindex: '-1' }, title),
      ...mayClose ? [el('button', { type: 'button', class: 'btn-close', 'aria-label': cancel, 'data-close-dialog': '' })] : []),
    ...content);
  if (actions.length > 0) {
    const buttons = actions.map(({ value, label, kind = 'secondary', test: name }) =>
      el('button', { type: 'submit', value, class: `btn btn-${kind}`, 'data-test': name ?? `dialog-${value}` }, label));
    // The first submit button answers Enter; people look for it at the end.
    form.append(el('div', { class: 'dialog-actions editor-dialog-actions' }, ...buttons));
  }
  const width = wide ? ` dialog-wide editor-dialog-${wide}` : '';
  const dialog = el('dialog', { class: `dialog${width}`, 'aria-labelledby': id, 'data-test': test }, form);
  if (!mayClose) dialog.setAttribute('data-keep', '');
  document.body.append(dialog);
  const before = document.activeElement;
  dialog.showModal();
  (focus ?? form.querySelector('h2')).focus();
  const done = new Promise(answer => dialog.addEventListener('close', () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
    answer(dialog.returnValue);
  }));
  return { dialog, done, close: value => dialog.close(value) };
}

/** A label, its field, and a sentence of help below. */
export function labelled(label, control, help) {
  const id = `editor-field-${++count}`;
  control.id = id;
  const parts = [el('label', { for: id }, label), control];
  if (help) {
    control.setAttribute('aria-describedby', `${id}-help`);
    parts.push(el('p', { class: 'field-help', id: `${id}-help` }, help));
  }
  return el('div', { class: 'field' }, ...parts);
}

/** Calls work a moment after the last call, with a signal that is aborted by the next. */
export function settled(work, wait = 200) {
  let timer;
  let running;
  return (...values) => {
    clearTimeout(timer);
    running?.abort();
    timer = setTimeout(() => {
      running = new AbortController();
      work(running.signal, ...values);
    }, wait);
  };
}
