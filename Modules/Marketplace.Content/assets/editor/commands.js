// What the toolbar and the keys do. Buttons of the page name a command in data-command.
import { redo, undo } from '@codemirror/commands';
import { tableFromTabs, newTable } from './tables.js';
import { writeLink, writePicture } from './pictures.js';
import * as format from './formatting.js';
import { choosePicture, uploadPicture } from './dialogs/picture.js';
import { chooseBlock, editBlock } from './dialogs/block.js';
import { chooseLink } from './dialogs/link.js';
import { enterWidget } from './widgets/index.js';

const run = make => ({ run: (view, page) => view.dispatch(make(view.state, page)) });

/** @type {Record<string, {key?: string, run: (view: import('@codemirror/view').EditorView, page: object) => unknown}>} */
export const commands = {
  bold: { key: 'Mod-b', ...run((state, { texts }) => format.toggleMark(state, '**', texts('boldText'))) },
  italic: { key: 'Mod-i', ...run((state, { texts }) => format.toggleMark(state, '*', texts('italicText'))) },
  heading: { key: 'Mod-Alt-1', ...run(state => format.cycleHeading(state)) },
  heading2: { key: 'Mod-Alt-2', ...run(state => format.setHeading(state, 2)) },
  heading3: { key: 'Mod-Alt-3', ...run(state => format.setHeading(state, 3)) },
  list: { key: 'Mod-Shift-8', ...run(state => format.toggleList(state, 'list')) },
  ordered: { key: 'Mod-Shift-7', ...run(state => format.toggleList(state, 'ordered')) },
  task: { key: 'Mod-Shift-9', ...run(state => format.toggleList(state, 'task')) },
  quote: { key: 'Mod-Alt-q', ...run(state => format.toggleQuote(state)) },
  code: { key: 'Mod-e', ...run(state => format.toggleCode(state)) },
  link: { key: 'Mod-k', run: insertLink },
  image: { key: 'Mod-Alt-i', run: insertPicture },
  table: { key: 'Mod-Alt-t', run: insertTable },
  callout: { key: 'Mod-Alt-n', ...run((state, { texts }) => format.insertBlock(state, `> [!NOTE]\n> ${texts('calloutText')}`)) },
  block: { key: 'Mod-Alt-b', run: insertBlock },
  snippet: { key: 'Mod-Alt-s', run: (view, page) => insertNamed(view, page, 'snippet') },
  undo: { key: 'Mod-z', run: undo },
  redo: { key: 'Mod-y', run: redo },
  widget: { key: 'Alt-Enter', run: enterWidget },
  save: { key: 'Mod-s', run: (_view, page) => page.save() },
  plain: { key: 'Mod-Alt-p', run: (_view, page) => page.togglePlain() },
  help: { key: 'Mod-Alt-h', run: (_view, page) => page.help() },
};

async function insertLink(view, page) {
  const { from, to } = view.state.selection.main;
  const link = await chooseLink(page, { text: view.state.sliceDoc(from, to) });
  if (link) view.dispatch(format.insertInline(view.state, writeLink(link.address, link.text)));
  view.focus();
}

async function insertPicture(view, page) {
  const picture = await choosePicture(page, {});
  if (picture) view.dispatch(format.insertBlock(view.state, writePicture(picture.address, picture.alt)));
  view.focus();
}

function insertTable(view) {
  view.dispatch(format.insertBlock(view.state, newTable(2, 2), 0));
  enterWidget(view);
}

async function insertBlock(view, page) {
  const name = await chooseBlock(page);
  if (name) await insertNamed(view, page, name);
  else view.focus();
}

async function insertNamed(view, page, name) {
  const written = await editBlock(page, name);
  if (written) view.dispatch(format.insertInline(view.state, written));
  view.focus();
}

/** The parameters of a block that stands in the text. */
export async function changeBlock(view, page, { from, to, block }) {
  const written = await editBlock(page, block.name, block.parameters);
  const stands = view.state.sliceDoc(from, to) === block.text;
  if (written && written !== block.text && stands) view.dispatch({ changes: { from, to, insert: written }, userEvent: 'input.block' });
  view.focus();
}

/** Pictures that were dropped or pasted: stored in the library, then asked for their text. */
export async function takeFiles(view, page, files) {
  for (const file of files) {
    page.notices.show('upload', { kind: 'info', text: page.texts('uploadingName', { name: file.name || page.texts('picture') }) });
    const { picture, problem } = await uploadPicture(page, file);
    page.notices.hide('upload');
    if (problem) {
      page.notices.show('upload', { kind: 'danger', text: problem, close: true });
      continue;
    }
    const chosen = await choosePicture(page, { picture });
    if (chosen) view.dispatch(format.insertBlock(view.state, writePicture(chosen.address, chosen.alt)));
  }
  view.focus();
}

const picturesOf = transfer => [...transfer?.files ?? []].filter(file => file.type.startsWith('image/'));

export const fileHandlers = page => ({
  paste(event, view) {
    const files = picturesOf(event.clipboardData);
    // Spreadsheets bring a picture of the cells along with their text.
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const table = text && tableFromTabs(text);
    if (table) view.dispatch(format.insertBlock(view.state, table));
    else if (files.length > 0 && !text) void takeFiles(view, page, files);
    else return false;
    event.preventDefault();
    return true;
  },
  drop(event, view) {
    const files = picturesOf(event.dataTransfer);
    if (files.length === 0) return false;
    event.preventDefault();
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
    if (at !== null) view.dispatch({ selection: { anchor: at } });
    void takeFiles(view, page, files);
    return true;
  },
});
