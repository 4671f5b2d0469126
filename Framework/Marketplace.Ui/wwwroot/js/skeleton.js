import { el } from './page.js';

/** Fills a table body or a list with grey lines while its rows are on the way; the answer replaces them. */
export function showSkeleton(container, rows = 5) {
  const host = typeof container === 'string' ? document.querySelector(container) : container;
  host.setAttribute('aria-busy', 'true');
  const line = () => el('span', { class: 'skeleton', 'aria-hidden': 'true' });
  const columns = host.closest('table')?.querySelectorAll('thead th').length;
  host.replaceChildren(...Array.from({ length: rows }, () => columns
    ? el('tr', {}, ...Array.from({ length: columns }, () => el('td', {}, line())))
    : el('div', { class: 'mb-3' }, line())));
}
