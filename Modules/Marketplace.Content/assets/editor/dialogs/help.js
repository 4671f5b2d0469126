import { el } from 'marketplace-ui/page.js';
import { showDialog } from './dialog.js';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const names = isMac ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' } : { Mod: 'Ctrl' };

/** @param {string} key As CodeMirror writes it, for example Mod-Shift-8. */
export const keyText = key => key.split('-')
  .map(part => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
  .join(isMac ? '' : '+');

/** @param {{label: string, key: string}[]} shortcuts */
export function showHelp({ texts }, shortcuts) {
  const rows = shortcuts.map(({ label, key }) => el('tr', {},
    el('th', { scope: 'row' }, label), el('td', {}, el('kbd', {}, keyText(key)))));
  const table = el('table', { class: 'table table-sm', 'aria-label': texts('helpTitle') }, el('tbody', {}, ...rows));
  showDialog({
    title: texts('helpTitle'), test: 'help-dialog', cancel: texts('close'), wide: 'wide',
    content: [
      el('p', {}, texts('helpWriting')), el('p', {}, texts('helpWidgets')),
      el('div', { class: 'table-scroll', tabindex: '0', role: 'group', 'aria-label': texts('helpTitle') }, table),
    ],
  });
}
