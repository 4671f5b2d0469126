// What the toolbar does to the text: from a state to the transaction that changes it. Nothing here knows the screen.
import { EditorSelection } from '@codemirror/state';

/** Puts the mark around each selection, or takes it away where it stands already. */
export function toggleMark(state, mark, filling) {
  return state.update(state.changeByRange(range => {
    const size = mark.length;
    const around = state.sliceDoc(range.from - size, range.from) === mark && state.sliceDoc(range.to, range.to + size) === mark
      // ** around a word is not * around *word*.
      && (size > 1 || !isDouble(state, range.from, mark));
    if (around) {
      return {
        changes: [{ from: range.from - size, to: range.from }, { from: range.to, to: range.to + size }],
        range: EditorSelection.range(range.from - size, range.to - size),
      };
    }
    const text = range.empty ? filling : state.sliceDoc(range.from, range.to);
    const inside = text.trim();
    const lead = text.indexOf(inside);
    const from = range.from + lead;
    // Blanks at the edges stay outside: a mark beside a blank marks nothing.
    return {
      changes: { from, to: from + (range.empty ? 0 : inside.length), insert: mark + inside + mark },
      range: EditorSelection.range(from + size, from + size + inside.length),
    };
  }), { userEvent: 'input.format', scrollIntoView: true });
}

const isDouble = (state, at, mark) =>
  state.sliceDoc(at - 2, at) === mark.repeat(2) && state.sliceDoc(at - 3, at) !== mark.repeat(3);

/** The lines that the selection touches. */
function selectedLines(state) {
  const lines = new Map();
  for (const range of state.selection.ranges) {
    const last = state.doc.lineAt(range.to);
    for (let line = state.doc.lineAt(range.from); ; line = state.doc.line(line.number + 1)) {
      // A selection that ends at the start of a line does not mean that line.
      if (range.empty || line.number === last.number && line.from < range.to || line.number < last.number || line.from === range.from)
        lines.set(line.number, line);
      if (line.number >= last.number) break;
    }
  }
  return [...lines.values()];
}

const ITEM = /^(\s*)(?:[-*+] \[[ xX]\] |[-*+] |\d{1,9}[.)] )?/;
const KINDS = {
  list: { is: /^\s*[-*+] (?!\[[ xX]\] )/, mark: () => '- ' },
  ordered: { is: /^\s*\d{1,9}[.)] /, mark: number => `${number}. ` },
  task: { is: /^\s*[-*+] \[[ xX]\] /, mark: () => '- [ ] ' },
};

/** @param {'list'|'ordered'|'task'} kind Lines that are one already become plain lines. */
export function toggleList(state, kind) {
  const { is, mark } = KINDS[kind];
  const lines = selectedLines(state);
  const written = lines.filter(line => line.text.trim() !== '');
  const targets = written.length > 0 ? written : lines;
  const off = targets.every(line => is.test(line.text));
  const changes = targets.map((line, i) => {
    const [start, indent] = ITEM.exec(line.text);
    return { from: line.from + indent.length, to: line.from + start.length, insert: off ? '' : mark(i + 1) };
  });
  return change(state, changes);
}

export function toggleQuote(state) {
  const lines = selectedLines(state);
  const off = lines.every(line => /^ {0,3}> ?/.test(line.text));
  return change(state, lines.map(line => off
    ? { from: line.from, to: line.from + /^ {0,3}> ?/.exec(line.text)[0].length }
    : { from: line.from, insert: '> ' }));
}

/** Plain, second level, third level, plain again. The first level is the page's title. */
export function cycleHeading(state) {
  const lines = selectedLines(state);
  const marks = lines.map(line => /^ {0,3}(#{1,6})(?:[ \t]+|$)/.exec(line.text));
  const next = marks[0] === null ? '## ' : marks[0][1].length === 2 ? '### ' : marks[0][1].length === 1 ? '## ' : '';
  return change(state, lines.map((line, i) => ({ from: line.from, to: line.from + (marks[i]?.[0].length ?? 0), insert: next })));
}

/** @param {2|3} level */
export function setHeading(state, level) {
  const mark = `${'#'.repeat(level)} `;
  return change(state, selectedLines(state).map(line => {
    const found = /^ {0,3}#{1,6}(?:[ \t]+|$)/.exec(line.text)?.[0] ?? '';
    return { from: line.from, to: line.from + found.length, insert: found === mark ? '' : mark };
  }));
}

/** Code within a line; several lines become a block. */
export function toggleCode(state) {
  const { main } = state.selection;
  const text = state.sliceDoc(main.from, main.to);
  if (!text.includes('\n')) return toggleMark(state, '`', '');
  const from = state.doc.lineAt(main.from).from;
  const to = state.doc.lineAt(main.to).to;
  const inside = state.sliceDoc(from, to);
  const longest = Math.max(2, ...[...inside.matchAll(/`+/g)].map(x => x[0].length));
  const fence = '`'.repeat(longest + 1);
  return state.update({
    changes: { from, to, insert: `${fence}\n${inside}\n${fence}` },
    selection: { anchor: from + fence.length },
    userEvent: 'input.format',
    scrollIntoView: true,
  });
}

/** In the line, in place of what is selected. */
export function insertInline(state, text) {
  const { from, to } = state.selection.main;
  return state.update({
    changes: { from, to, insert: text }, selection: { anchor: from + text.length }, userEvent: 'input.insert', scrollIntoView: true,
  });
}

/**
 * On lines of its own, with an empty line on both sides.
 * @param {number} [select] Where in it the cursor goes; its end when left out.
 */
export function insertBlock(state, text, select) {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.to);
  const isEmpty = line.text.trim() === '' && main.empty;
  const at = isEmpty ? line.from : line.to;
  const before = isEmpty
    ? line.number > 1 && state.doc.line(line.number - 1).text.trim() !== '' ? '\n' : ''
    : '\n\n';
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1) : null;
  const after = next === null ? '\n' : next.text.trim() === '' ? '' : '\n';
  return state.update({
    changes: { from: at, to: isEmpty ? line.to : at, insert: before + text + after },
    selection: { anchor: at + before.length + (select ?? text.length) },
    userEvent: 'input.insert',
    scrollIntoView: true,
  });
}

function change(state, changes) {
  return state.update({ changes, userEvent: 'input.format', scrollIntoView: true });
}
