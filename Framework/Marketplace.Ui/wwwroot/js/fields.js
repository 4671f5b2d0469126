import { text, el } from './page.js';

/** Copy buttons, the eye in password fields, focus on the error summary, and buttons that show their form is on its way. */
export function watchFields() {
  document.addEventListener('click', event => {
    const copy = event.target.closest('[data-copy]');
    if (copy) copyFrom(copy);
    const reveal = event.target.closest('[data-reveal]');
    if (reveal) toggleReveal(reveal);
  });
  document.addEventListener('submit', event => {
    const button = event.submitter;
    if (event.defaultPrevented || !button || event.target.method !== 'post' || event.target.target) return;
    // The button's own value must still be sent, so it is marked busy only after the form has left.
    setTimeout(() => button.setAttribute('aria-busy', 'true'));
  });
  // Coming back with the browser's button shows the page as it was left.
  addEventListener('pageshow', event => {
    if (event.persisted) document.querySelectorAll('.btn[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
  });
  document.querySelector('.error-summary')?.focus();
  addEventListener('resize', reachScrollable);
  document.addEventListener('htmx:after:swap', reachScrollable);
  reachScrollable();
}

// What scrolls sideways must be reachable by keyboard, but is no stop where everything fits.
function reachScrollable() {
  for (const box of document.querySelectorAll('.table-scroll:not([role]), .table-responsive:not([role])'))
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
}

async function copyFrom(button) {
  if (!await write(button.dataset.copy)) return;
  const label = button.getAttribute('aria-label');
  button.classList.add('is-copied');
  button.setAttribute('aria-label', button.dataset.copied);
  setTimeout(() => {
    button.classList.remove('is-copied');
    button.setAttribute('aria-label', label);
  }, 1600);
}

// Browsers offer the clipboard to secure pages only; elsewhere a selected field does the same.
async function write(value) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(value);
      return true;
    } catch {
      return copySelection(value);
    }
  }
  return copySelection(value);
}

function copySelection(value) {
  const field = el('textarea', { class: 'visually-hidden', 'aria-hidden': 'true', tabindex: '-1' });
  field.value = value;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}

function toggleReveal(button) {
  const field = button.parentElement.querySelector('input');
  const shown = field.type === 'password';
  field.type = shown ? 'text' : 'password';
  button.setAttribute('aria-pressed', String(shown));
  button.setAttribute('aria-label', text(shown ? 'hidePassword' : 'showPassword'));
}
