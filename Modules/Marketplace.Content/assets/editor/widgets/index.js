// Tables, pictures, callouts and live blocks over the untouched text.
import { Prec, RangeSet, StateField } from '@codemirror/state';
import { Decoration, EditorView, keymap } from '@codemirror/view';
import { context, redraw } from '../context.js';
import { isShort, scan } from '../scan.js';
import { BlockWidget } from './block.js';
import { CalloutWidget } from './callout.js';
import { PictureWidget } from './picture.js';
import { TableWidget } from './table.js';

const hidden = Decoration.mark({});

function build(state) {
  const shown = [];
  const atomic = [];
  const boxes = [];
  if (isShort(state.doc.length)) {
    const { blocks } = state.facet(context);
    for (const found of scan([...state.doc.iterLines()])) {
      atomic.push(hidden.range(found.from, found.to));
      if (found.type === 'table' || found.type === 'picture') {
        const widget = found.type === 'table' ? new TableWidget(found.text) : new PictureWidget(found.text, found.picture);
        shown.push(Decoration.replace({ widget, block: true }).range(found.from, found.to));
        boxes.push(found);
      } else if (found.type === 'block') {
        const widget = new BlockWidget(found, blocks.find(found.name)?.title ?? found.name, blocks.view(found.text));
        shown.push(Decoration.replace({ widget }).range(found.from, found.to));
      } else {
        shown.push(Decoration.replace({ widget: new CalloutWidget(found.kind) }).range(found.from, found.to));
        for (let i = 0; i < found.lines; i++) {
          const place = `${i === 0 ? ' is-first' : ''}${i === found.lines - 1 ? ' is-last' : ''}`;
          const line = Decoration.line({ class: `editor-callout is-${found.kind}${place}` });
          shown.push(line.range(state.doc.line(found.line + 1 + i).from));
        }
      }
    }
  }
  return { shown: Decoration.set(shown, true), atomic: RangeSet.of(atomic, true), boxes };
}

const field = StateField.define({
  create: build,
  update: (value, transaction) =>
    transaction.docChanged || transaction.effects.some(effect => effect.is(redraw)) ? build(transaction.state) : value,
  provide: self => [
    EditorView.decorations.from(self, value => value.shown),
    EditorView.atomicRanges.of(view => view.state.field(self, false)?.atomic ?? RangeSet.empty),
  ],
});

/** Beside a table or a picture there is no room in the line: what is typed there gets a line of its own. */
function typeBeside(view, text) {
  const { main } = view.state.selection;
  const box = main.empty && view.state.field(field).boxes.find(x => x.from === main.head || x.to === main.head);
  if (!box) return false;
  const after = box.to === main.head;
  const insert = after ? `\n\n${text}` : `${text}\n\n`;
  view.dispatch({
    changes: { from: main.head, insert },
    selection: { anchor: main.head + (after ? insert.length : text.length) },
    userEvent: 'input.type',
    scrollIntoView: true,
  });
  return true;
}

/**
 * Taking a line break away beside a table or picture would draw the next line into it, where nobody sees it; taking away what stands
 * there is for its own buttons.
 */
function deleteBeside(view, back) {
  const { doc, selection: { main } } = view.state;
  if (!main.empty) return false;
  const { boxes } = view.state.field(field);
  const at = back ? boxes.find(x => x.to === main.head) : boxes.find(x => x.from === main.head);
  if (at) return focusBox(view, at, back);
  const touches = back
    ? boxes.some(x => x.to === main.head - 1 || x.from === main.head)
    : boxes.some(x => x.from === main.head + 1 || x.to === main.head);
  if (!touches) return false;
  const other = back && boxes.some(x => x.from === main.head) ? doc.lineAt(main.head - 1)
    : !back && boxes.some(x => x.to === main.head) ? doc.lineAt(main.head + 1)
    : doc.lineAt(main.head);
  return other.text.trim() !== '';
}

function focusBox(view, box, last) {
  const element = [...view.contentDOM.querySelectorAll('.editor-table, .editor-picture')].find(x => view.posAtDOM(x) === box.from);
  const fields = element?.querySelectorAll('textarea, input') ?? [];
  (last ? fields[fields.length - 1] : fields[0])?.focus();
  return true;
}

/** From the text into the grid, picture or chip that stands at the cursor or next below it. */
export function enterWidget(view) {
  const { head } = view.state.selection.main;
  const fields = [...view.contentDOM.querySelectorAll('.editor-table, .editor-picture, .editor-chip, .editor-callout-kind')];
  const next = fields.find(element => view.posAtDOM(element) >= head) ?? fields.at(-1);
  const target = next?.matches('button, select') ? next : next?.querySelector('textarea, input');
  target?.focus();
  return Boolean(target);
}

export const widgets = [
  field,
  EditorView.inputHandler.of((view, _from, _to, text) => typeBeside(view, text)),
  Prec.high(keymap.of([
    { key: 'Enter', run: view => typeBeside(view, '') },
    { key: 'Backspace', run: view => deleteBeside(view, true) },
    { key: 'Delete', run: view => deleteBeside(view, false) },
    { key: 'Alt-Enter', run: enterWidget },
  ])),
];
