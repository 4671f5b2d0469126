import { el, text } from './page.js';

const find = dialog => typeof dialog === 'string' ? document.getElementById(dialog) : dialog;

export function openDialog(dialog) {
  const element = find(dialog);
  if (!element) throw new Error(`There is no dialog ${dialog}.`);
  if (!element.open) element.showModal();
  return element;
}

export function closeDialog(dialog) {
  find(dialog)?.close();
}

/**
 * Asks before something that cannot be taken back.
 * @param {{title: string, detail?: string, action?: string, name?: string, danger?: boolean}} question `name` must be typed to go on.
 * @returns {Promise<boolean>}
 */
export function confirmAction({ title, detail, action, name, danger = true }) {
  const go = el('button', { type: 'submit', value: 'yes', class: danger ? 'btn btn-danger' : 'btn btn-primary', 'data-test': 'confirm' }, action ?? text('continue'));
  const cancel = el('button', { type: 'submit', value: 'no', class: 'btn btn-secondary', formnovalidate: '' }, text('cancel'));
  const form = el('form', { method: 'dialog' }, el('h2', { id: 'confirm-title' }, title));
  if (detail) form.append(el('p', { class: 'muted' }, detail));
  if (name) {
    const input = el('input', { id: 'confirm-name', class: 'form-control', autocomplete: 'off', 'data-test': 'confirm-name' });
    form.append(el('label', { for: 'confirm-name' }, text('typeToConfirm').replace('[name]', name)), input);
    go.disabled = true;
    input.addEventListener('input', () => { go.disabled = input.value.trim() !== name; });
  }
  form.append(el('div', { class: 'dialog-actions' }, cancel, go));
  const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': 'confirm-title' }, form);
  document.body.append(dialog);
  dialog.showModal();
  (name ? form.querySelector('input') : cancel).focus();
  return new Promise(done => dialog.addEventListener('close', () => {
    done(dialog.returnValue === 'yes');
    dialog.remove();
  }));
}

/** data-open-dialog="id", data-close-dialog, and forms or buttons with data-confirm="Question?" (…-detail, …-action, …-name). */
export function watchDialogs() {
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-open-dialog]');
    if (opener) {
      event.preventDefault();
      openDialog(opener.dataset.openDialog);
    }
    if (event.target.closest('[data-close-dialog]')) event.target.closest('dialog')?.close();
    if (event.target instanceof HTMLDialogElement && !event.target.hasAttribute('data-keep') && isOutside(event)) event.target.close();
  });
  document.addEventListener('submit', askFirst, true);
}

// A click on the backdrop hits the dialog itself, outside its box; a press of Enter has no position.
function isOutside(event) {
  const box = event.target.getBoundingClientRect();
  return event.detail > 0 && (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom);
}

async function askFirst(event) {
  const form = event.target;
  const asker = event.submitter?.dataset.confirm ? event.submitter : form;
  const question = asker.dataset.confirm;
  if (!question || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { confirmDetail, confirmAction: action, confirmName, confirmKind } = asker.dataset;
  if (!await confirmAction({ title: question, detail: confirmDetail, action, name: confirmName, danger: confirmKind !== 'plain' })) return;
  form.dataset.confirmed = 'yes';
  form.requestSubmit(event.submitter ?? undefined);
  delete form.dataset.confirmed;
}
