import { el } from 'marketplace-ui/page.js';
import { get } from '../http.js';
import { labelled, settled, showDialog } from './dialog.js';

/** @returns {Promise<{address: string, text: string} | null>} */
export async function chooseLink({ texts, urls }, { text }) {
  const search = el('input', { type: 'search', class: 'form-control', autocomplete: 'off', 'data-test': 'link-search' });
  const address = el('input', { class: 'form-control', autocomplete: 'off', required: '', 'data-test': 'link-address' });
  const words = el('input', { class: 'form-control', autocomplete: 'off', 'data-test': 'link-text' });
  words.value = text;
  const list = el('ul', { class: 'editor-results', 'aria-label': texts('linkResults'), 'data-test': 'link-results' });
  const state = el('p', { class: 'muted', role: 'status' });

  const find = settled(async signal => {
    const { status, body } = await get(`${urls.links}?q=${encodeURIComponent(search.value)}`, signal);
    if (status === -1) return;
    const found = status === 200 && Array.isArray(body) ? body : [];
    state.textContent = status !== 200 ? texts('searchFailed') : found.length === 0 ? texts('nothingFound') : '';
    list.replaceChildren(...found.map(item => {
      const pick = el('button', { type: 'button', 'data-test': 'link-result' },
        el('strong', {}, item.title), el('span', {}, `${item.address} · ${item.language}`));
      pick.addEventListener('click', () => {
        address.value = item.address;
        if (!words.value) words.value = item.title;
        words.focus();
      });
      return el('li', {}, pick);
    }));
  });
  search.addEventListener('input', find);
  search.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown') list.querySelector('button')?.focus();
    // Enter in the search is no answer to the dialog.
    if (event.key === 'Enter') {
      event.preventDefault();
      list.querySelector('button')?.click();
    }
  });
  list.addEventListener('keydown', event => {
    const item = event.target.closest('li');
    const next = { ArrowDown: item?.nextElementSibling, ArrowUp: item?.previousElementSibling }[event.key];
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    (next?.firstElementChild ?? (event.key === 'ArrowUp' ? search : null))?.focus();
  });

  find();
  const { done } = showDialog({
    title: texts('linkTitle'), test: 'link-dialog', cancel: texts('cancel'), wide: 'wide', focus: search,
    content: [
      labelled(texts('linkSearch'), search), state, list,
      labelled(texts('linkAddress'), address, texts('linkAddressHelp')), labelled(texts('linkText'), words),
    ],
    actions: [{ value: 'insert', label: texts('linkInsert'), kind: 'primary', test: 'link-insert' }],
  });
  return await done === 'insert' ? { address: address.value.trim(), text: words.value.trim() || address.value.trim() } : null;
}
