// Two texts side by side: what somebody else saved, and what stands here. Fetched only when it is needed.
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { el } from 'marketplace-ui/page.js';
import { momentText } from '../texts.js';
import { showDialog } from './dialog.js';

/** Below this width, in pixels, two columns are no use. */
const NARROW = 720;

/**
 * @param {{
 *   mine: string, theirs: string, by?: string, at?: string, differences: {label: string, mine: string, theirs: string}[],
 *   title: string, detail: string, mineLabel: string, theirsLabel: string, keep: string, take: string,
 * }} sides
 * @returns {Promise<{choice: 'mine'|'theirs'|'', text: string}>} `text` is the right side as it was left.
 */
export async function compareTexts({ texts }, sides) {
  const scrolling = (className, label) => ({ class: className, tabindex: '0', role: 'group', 'aria-label': label });
  const box = el('div', { ...scrolling('editor-merge', texts('conflictTexts')), 'data-test': 'conflict-texts' });
  const common = label => [EditorView.lineWrapping, lineNumbers(), EditorView.contentAttributes.of({ 'aria-label': label })];
  let read;
  let merge;
  const show = () => {
    if (window.innerWidth < NARROW) {
      merge = new EditorView({
        doc: sides.mine,
        parent: box,
        extensions: [...common(sides.mineLabel), unifiedMergeView({ original: sides.theirs, mergeControls: false })],
      });
      read = () => merge.state.doc.toString();
      return;
    }
    merge = new MergeView({
      a: { doc: sides.theirs, extensions: [...common(sides.theirsLabel), EditorState.readOnly.of(true), EditorView.editable.of(false)] },
      b: { doc: sides.mine, extensions: common(sides.mineLabel) },
      parent: box,
      collapseUnchanged: { margin: 3, minSize: 6 },
      revertControls: 'a-to-b',
      renderRevertControl: () => el('button', {
        type: 'button', class: 'editor-revert', 'aria-label': texts('takePassage'), title: texts('takePassage'),
      }, '→'),
    });
    read = () => merge.b.state.doc.toString();
  };
  const rows = sides.differences.map(row => el('tr', {},
    el('th', { scope: 'row' }, row.label), el('td', {}, row.theirs), el('td', {}, row.mine)));
  const fields = rows.length === 0 ? [] : [el('div', scrolling('table-scroll', texts('conflictFields')),
    el('table', { class: 'table table-sm', 'aria-label': texts('conflictFields') },
      el('thead', {}, el('tr', {},
        el('td', {}), el('th', { scope: 'col' }, sides.theirsLabel), el('th', { scope: 'col' }, sides.mineLabel))),
      el('tbody', {}, ...rows)))];
  const who = sides.at ? texts('conflictBy', { name: sides.by || texts('somebody'), time: momentText(Date.parse(sides.at)) }) : '';
  const { done } = showDialog({
    title: sides.title, test: 'conflict-dialog', cancel: texts('later'), wide: 'full',
    content: [
      el('p', {}, who, who ? ' ' : '', sides.detail), ...fields,
      el('div', { class: 'editor-merge-heads', 'aria-hidden': 'true' },
        el('span', {}, sides.theirsLabel), el('span', {}, sides.mineLabel)),
      box,
    ],
    actions: [
      { value: 'mine', label: sides.keep, kind: 'primary', test: 'conflict-keep' },
      { value: 'theirs', label: sides.take, kind: 'secondary', test: 'conflict-take' },
    ],
  });
  show();
  const choice = await done;
  const text = read();
  merge.destroy();
  return { choice, text };
}
