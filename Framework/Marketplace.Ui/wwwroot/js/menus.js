import { el } from './page.js';

const isTyping = target => target.closest?.('input, textarea, select, [contenteditable]');

/** Menus close on a click elsewhere and on Escape; "/" goes to the search field; the admin's search answers while typing. */
export function watchMenus() {
  document.addEventListener('click', event => {
    for (const menu of document.querySelectorAll('details[data-menu][open]'))
      if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      const open = document.querySelector('details[data-menu][open]');
      if (open) {
        open.open = false;
        open.querySelector('summary').focus();
      }
    }
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
      const field = [...document.querySelectorAll('[data-search-field]')].find(input => input.offsetParent !== null);
      if (field) {
        event.preventDefault();
        field.select();
        field.focus();
      }
    }
  });
  const form = document.querySelector('[data-menu-search]');
  if (form) searchMenu(form);
}

function searchMenu(form) {
  const field = form.querySelector('input');
  const list = form.querySelector('ul');
  const entries = [...document.querySelectorAll('[data-menu-entry]')].map(link => ({ link, words: `${link.dataset.menuEntry} ${link.closest('.admin-group')?.querySelector('p')?.textContent ?? ''}`.toLowerCase() }));
  let active = 0;

  const mark = () => [...list.querySelectorAll('a')].forEach((link, i) => link.classList.toggle('is-active', i === active));
  const hide = () => { list.hidden = true; };
  const show = () => {
    const wanted = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = wanted.length ? entries.filter(entry => wanted.every(word => entry.words.includes(word))).slice(0, 8) : [];
    list.replaceChildren(...found.map(({ link }) => el('li', {}, el('a', { href: link.href, tabindex: '-1' }, link.querySelector('svg').cloneNode(true), link.dataset.menuEntry))));
    list.hidden = found.length === 0;
    active = 0;
    mark();
  };

  field.addEventListener('input', show);
  field.addEventListener('focus', show);
  field.addEventListener('blur', () => setTimeout(hide, 150));
  field.addEventListener('keydown', event => {
    const links = [...list.querySelectorAll('a')];
    if (event.key === 'Escape') { hide(); field.blur(); }
    if (list.hidden || links.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      active = (active + (event.key === 'ArrowDown' ? 1 : links.length - 1)) % links.length;
      mark();
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      location.assign(links[active].href);
    }
  });
}
