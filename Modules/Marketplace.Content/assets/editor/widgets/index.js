// Tables, pictures, callouts and live blocks over the untouched text.
import { Prec, RangeSet, StateField } from '@codemirror/state';
import { Decoration, EditorView, keymap } from '@codemirror/view';
import { context, redraw } from '../context.js';
import { scan } from '../scan.js';
import { BlockWidget } from './block.js';
import { CalloutWidget } from './callout.js';
import { PictureWidget } from './picture.js';
import { TableWidget } from './table.js';

/** Longer texts, in characters, are shown as they are: looking through them at every key would be felt. */
const LONGEST = 400_000;

const hidden = Decoration.mark({});

function build(state) {
  const shown = [];
  const atomic = [];
  const boxes = [];
  if (state.doc.length <= LONGEST) {
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
    { key: 'Alt-Enter', run: enterWidget },
  ])),
];
