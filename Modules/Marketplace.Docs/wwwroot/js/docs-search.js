// Search as you type: a combobox with a list of results. Without this script the form leads to the page of results.
import { getJson } from '../../Marketplace.Ui/js/ui.js';
import { el } from '../../Marketplace.Ui/js/page.js';

const pause = 120;

export function watchSearch() {
  const form = document.querySelector('[data-docs-search]');
  if (!form) return;
  const field = form.querySelector('input');
  const list = form.querySelector('[role="listbox"]');
  const said = form.querySelector('[data-docs-said]');
  let timer = 0;
  let asked = 0;
  let active = -1;

  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('aria-expanded', 'false');

  const options = () => [...list.querySelectorAll('[role="option"]:not([aria-disabled])')];
  const open = isOpen => {
    list.hidden = !isOpen;
    field.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) select(-1);
  };
  const select = index => {
    active = index;
    options().forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === index));
      if (i === index) option.scrollIntoView({ block: 'nearest' });
    });
    if (index >= 0) field.setAttribute('aria-activedescendant', options()[index].id);
    else field.removeAttribute('aria-activedescendant');
  };

  const search = async () => {
    const typed = field.value;
    if (typed.trim().length < 2) return open(false);
    const number = ++asked;
    const { status, body } = await getJson(`~/docs/search?q=${encodeURIComponent(typed.slice(0, 200))}`);
    // What was asked before and comes later is of no interest.
    if (number !== asked || status !== 200 || document.activeElement !== field) return;
    show(body);
  };

  const show = found => {
    const rows = found.results.map(resultRow);
    if (found.corrected) rows.unshift(note(form.dataset.corrected.replace('[words]', found.corrected)));
    if (found.results.length === 0) rows.push(note(form.dataset.none));
    if (found.has_more) rows.push(allRow());
    list.replaceChildren(...rows);
    said.textContent = found.results.length === 0 ? form.dataset.none : form.dataset.count.replace('[count]', found.results.length);
    active = -1;
    open(true);
  };

  const allRow = () => {
    const row = el('li', { role: 'option', id: 'docs-found-all', 'aria-selected': 'false' }, form.dataset.all);
    row.dataset.address = `${form.action}?q=${encodeURIComponent(field.value)}`;
    return row;
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, pause);
  });
  field.addEventListener('focus', () => { if (list.children.length > 0 && field.value.trim()) open(true); });
  field.addEventListener('blur', () => setTimeout(() => open(false), 150));
  list.addEventListener('mousedown', event => event.preventDefault());
  list.addEventListener('click', event => go(event.target.closest('[data-address]')));
  field.addEventListener('keydown', event => {
    const all = options();
    if (event.key === 'Escape') {
      // The first closes the list, the second leaves the field.
      if (list.hidden) field.blur();
      open(false);
      event.preventDefault();
      event.stopPropagation();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && all.length > 0) {
      event.preventDefault();
      if (list.hidden) open(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      select(active < 0 && step < 0 ? all.length - 1 : (active + step + all.length) % all.length);
    } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
      event.preventDefault();
      go(all[active]);
    }
  });

  // Before the frame's own handler, whose field is the one of the shop.
  document.addEventListener('keydown', event => {
    const isTyping = event.target.closest?.('input, textarea, select, [contenteditable]');
    const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping;
    const command = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !command) return;
    event.preventDefault();
    event.stopPropagation();
    field.focus();
    field.select();
  }, { capture: true });
}

function go(option) {
  if (option) location.assign(option.dataset.address);
}

function resultRow(result, index) {
  const row = el('li', { role: 'option', id: `docs-found-${index}`, 'aria-selected': 'false' }, el('strong', {}, ...marked(result.title)));
  row.dataset.address = result.address;
  if (result.heading.length > 0) row.append(el('span', {}, ...marked(result.heading)));
  row.append(el('small', {}, ...marked(result.excerpt)));
  return row;
}

const note = text => el('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, text);

const marked = parts => parts.map(part => part.hit ? el('mark', {}, part.text) : part.text);
