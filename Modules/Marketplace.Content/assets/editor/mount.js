// Puts the editor in the place of the plain text field that the page has without script.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, drawSelection, dropCursor, keymap, placeholder } from '@codemirror/view';
import { resolve } from 'marketplace-ui/page.js';
import { BlockCatalogue } from './block-catalogue.js';
import { changeBlock, commands, fileHandlers } from './commands.js';
import { context, redraw } from './context.js';
import { choosePicture } from './dialogs/picture.js';
import { showHelp } from './dialogs/help.js';
import { DraftFields } from './draft-fields.js';
import { smallestChange } from './edits.js';
import { markdown } from './highlighting.js';
import { lineEndings } from './lines.js';
import { Notices } from './notices.js';
import { Preview } from './preview.js';
import { Saving } from './saving.js';
import { isEasy } from './scan.js';
import { textsOf } from './texts.js';
import { watchToolbar } from './toolbar.js';
import { widgets } from './widgets/index.js';

const PLAIN = 'content-editor-plain';

/** @param {HTMLElement} root The partial's element, data-body-editor. */
export function mount(root) {
  const find = name => root.querySelector(`[data-editor-${name}]`);
  const config = JSON.parse(find('config').textContent);
  const area = root.querySelector('textarea');
  const texts = textsOf(config.texts);
  const page = { ...config, texts, notices: new Notices(find('notices'), texts) };
  const endings = lineEndings(config.body);
  let isTyping = false;

  page.blocks = new BlockCatalogue(config.urls, config.language, () => {
    find('toolbar').querySelector('[data-command="snippet"]').hidden = !page.blocks.find('snippet');
    view?.dispatch({ effects: redraw.of(null) });
  });
  page.dialogs = { editBlock: (target, use) => changeBlock(target, page, use), choosePicture: known => choosePicture(page, known) };
  page.address = address => resolve(address.startsWith('/') ? `~${address}` : address);
  page.help = () => showHelp(page, shortcuts(root));
  page.save = () => saving.autosave.flush();
  page.togglePlain = () => showPlain(!root.classList.contains('is-plain'));

  const view = new EditorView({
    parent: find('view'),
    state: EditorState.create({
      doc: endings.doc,
      extensions: [
        endings.extension,
        context.of(page),
        history(),
        drawSelection(),
        dropCursor(),
        EditorView.lineWrapping,
        isEasy(endings.doc.iterLines()) ? markdown : [],
        widgets,
        placeholder(texts('placeholder')),
        search({ top: true }),
        EditorState.phrases.of(config.phrases),
        EditorView.contentAttributes.of({
          'aria-label': area.labels[0]?.textContent.trim() ?? '', 'aria-describedby': area.getAttribute('aria-describedby'),
          spellcheck: 'true', autocapitalize: 'sentences', lang: config.language, 'data-test': 'body-text',
        }),
        Prec.high(keymap.of(keys(page))),
        keymap.of([...historyKeymap, ...searchKeymap, ...defaultKeymap.filter(x => x.key !== 'Alt-Enter')]),
        EditorView.domEventHandlers(fileHandlers(page)),
        EditorView.updateListener.of(update => { if (update.docChanged) changed(); }),
      ],
    }),
  });
  page.view = view;

  const readBody = () => endings.read(view.state);
  const write = text => {
    const change = smallestChange(view.state.doc.toString(), text.replace(/\r\n?/g, '\n'));
    if (change) view.dispatch({ changes: change, userEvent: 'input.replace' });
  };
  const fields = new DraftFields(root.closest('form') ?? document, () => changed());
  const saving = new Saving(page, { readBody, writeBody: write, fields, state: find('state') });
  page.saving = saving;
  const preview = new Preview(find('preview'), page, () => ({
    item_id: config.itemId, kind: config.kind, language: config.language, title: fields.title, body: readBody(),
  }));

  function changed() {
    const text = view.state.doc.toString();
    if (!isTyping && area.value !== text) area.value = text;
    saving.changed();
    preview.changed();
  }

  area.addEventListener('input', () => {
    isTyping = true;
    write(area.value);
    isTyping = false;
  });
  area.form?.addEventListener('submit', event => {
    area.value = view.state.doc.toString();
    // A save that is under way would stand in the form's way as somebody else's: the form leaves with the version that it makes.
    const { sending } = saving.autosave;
    if (!sending) return;
    event.preventDefault();
    const { submitter } = event;
    void sending.then(() => area.form.requestSubmit(submitter));
  });

  // The label and the list of errors lead to the plain field, which is hidden while the editor stands in its place.
  document.addEventListener('click', event => {
    if (area.hidden === false || !event.target.closest(`label[for="${area.id}"], a[href="#${area.id}"]`)) return;
    event.preventDefault();
    view.focus();
  });

  // A comment is about the passage that is selected.
  for (const field of document.querySelectorAll('[data-passage]')) {
    field.form.addEventListener('focusin', () => {
      const { from, to } = view.state.selection.main;
      if (field.value === '') field.value = view.state.sliceDoc(from, to).replace(/\s+/g, ' ').trim().slice(0, field.maxLength);
    });
  }

  const refreshToolbar = watchToolbar(find('toolbar'), commands, name => {
    if (name !== 'plain' && name !== 'help' && name !== 'save') view.focus();
    void commands[name].run(view, page);
  });
  for (const tab of root.querySelectorAll('[data-editor-pane]'))
    tab.addEventListener('click', () => showPane(tab.dataset.editorPane));

  function showPane(pane) {
    root.dataset.pane = pane;
    for (const tab of root.querySelectorAll('[data-editor-pane]')) press(tab, tab.dataset.editorPane === pane);
    if (pane === 'preview') preview.fit();
  }

  function showPlain(isPlain) {
    root.classList.toggle('is-plain', isPlain);
    const button = root.querySelector('[data-command="plain"]');
    press(button, isPlain);
    for (const other of find('toolbar').querySelectorAll('[data-command]'))
      other.disabled = isPlain && !['plain', 'help', 'save'].includes(other.dataset.command);
    refreshToolbar();
    find('view').hidden = isPlain;
    area.hidden = !isPlain;
    if (isPlain) area.value = view.state.doc.toString();
    remember(isPlain);
    if (root.classList.contains('is-live')) (isPlain ? area : view).focus();
  }

  showPlain(remembered());
  root.classList.add('is-live');
  root.setAttribute('data-test-ready', 'true');
  preview.changed();
  void page.blocks.load();
  return page;
}

const press = (button, is) => button.setAttribute('aria-pressed', String(is));

const keys = page => Object.entries(commands)
  .filter(([name, { key }]) => key && !['undo', 'redo', 'widget'].includes(name))
  .map(([, { key, run }]) => ({ key, preventDefault: true, run: view => { void run(view, page); return true; } }));

/** Named as the toolbar names them. */
const shortcuts = root => Object.entries(commands).flatMap(([name, { key }]) => {
  const button = root.querySelector(`[data-command="${name}"]`);
  const label = button?.getAttribute('aria-label') ?? root.querySelector(`[data-shortcut="${name}"]`)?.textContent.trim();
  return key && label ? [{ label, key }] : [];
});

function remembered() {
  try {
    return localStorage.getItem(PLAIN) === 'yes';
  } catch {
    return false;
  }
}

function remember(isPlain) {
  try {
    localStorage.setItem(PLAIN, isPlain ? 'yes' : 'no');
  } catch {
    // It is asked again next time.
  }
}
