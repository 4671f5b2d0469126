import { el, stateIcon, text } from './page.js';

const SECONDS = 6;

/**
 * Shows a short note that leaves by itself; bad news stays until it is closed.
 * @param {'success'|'danger'|'error'|'warning'|'info'} kind
 */
export function toast(kind, message) {
  const known = kind === 'error' ? 'danger' : kind;
  const close = el('button', { type: 'button', class: 'toast-close', 'aria-label': text('close') }, '×');
  const note = el('div', { class: `toast-note toast-${known}`, 'data-test': 'toast', 'data-kind': known }, stateIcon(known), el('p', {}, message), close);
  if (known === 'danger') note.setAttribute('role', 'alert');
  close.addEventListener('click', () => note.remove());
  region().append(note);
  if (known !== 'danger') leaveLater(note);
}

// Inside an open dialog everything else is inert, so the note is shown there.
function region() {
  const main = document.getElementById('toasts');
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  if (!dialog) return main;
  return dialog.querySelector('.toasts') ?? dialog.appendChild(el('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' }));
}

function leaveLater(note) {
  let timer = setTimeout(() => note.remove(), SECONDS * 1000);
  note.addEventListener('mouseenter', () => clearTimeout(timer));
  note.addEventListener('mouseleave', () => { timer = setTimeout(() => note.remove(), 2000); });
}
