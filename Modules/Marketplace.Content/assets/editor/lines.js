// Line endings as they came. The editor counts every line ending as one character; what stands in the stored text is remembered beside it,
// so that a text in which nothing was typed goes out byte for byte as it came in.
import { invertedEffects } from '@codemirror/commands';
import { StateEffect, StateField, Text } from '@codemirror/state';

const ENDING = /\r\n|\r|\n/g;

/**
 * @param {string} text As stored.
 * @returns {{lines: string[], ends: string[]}} `ends` has one entry for each line but the last.
 */
export function splitLines(text) {
  const lines = [];
  const ends = [];
  let at = 0;
  for (const match of text.matchAll(ENDING)) {
    lines.push(text.slice(at, match.index));
    ends.push(match[0]);
    at = match.index + match[0].length;
  }
  lines.push(text.slice(at));
  return { lines, ends };
}

/** What most lines end with: new lines get it. */
export function usualEnding(ends) {
  const counts = new Map();
  for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1);
  let usual = '\n';
  for (const [end, count] of counts) if (count > (counts.get(usual) ?? 0)) usual = end;
  return usual;
}

export function joinLines(lines, ends) {
  let text = '';
  let index = 0;
  let empty = false;
  for (const line of lines) {
    if (index > 0) {
      const end = ends[index - 1];
      // An empty line between two kinds would make one ending of them.
      text += empty && end === '\n' && text.endsWith('\r') ? '\r' : end;
    }
    text += line;
    empty = line === '';
    index += 1;
  }
  return text;
}

/**
 * The endings after a change: those of lines that it did not touch stay, new ones are the usual one.
 * @param {string[]} ends
 * @param {string} usual
 * @param {import('@codemirror/state').ChangeSet} changes
 * @param {Text} before The document that they changed.
 */
export function changedEnds(ends, usual, changes, before) {
  const pieces = [];
  let index = 0;
  changes.iterChanges((from, to, _fromB, _toB, inserted) => {
    const first = before.lineAt(from).number - 1;
    const removed = before.lineAt(to).number - 1 - first;
    const added = inserted.lines - 1;
    if (removed === 0 && added === 0) return;
    pieces.push(ends.slice(index, first));
    // Line for line: whoever replaces three lines by three keeps their endings.
    for (let i = 0; i < added; i++) pieces.push([i < removed ? ends[first + i] : usual]);
    index = first + removed;
  }, true);
  if (pieces.length === 0) return ends;
  pieces.push(ends.slice(index));
  return pieces.flat();
}

/** Undoing brings back the endings along with the lines. */
const restored = StateEffect.define();

const same = ends => ends.every(end => end === ends[0]);

/** A field that knows the endings, and what reads the text with them. */
export function lineEndings(text) {
  const { lines, ends } = splitLines(text);
  const usual = usualEnding(ends);
  // Nearly every text has one kind of ending, and then there is nothing to follow.
  const mixed = !same(ends);
  const field = StateField.define({
    create: () => ends,
    update: (value, transaction) => {
      if (!mixed || !transaction.docChanged) return value;
      // Of several the last one is the oldest: what stood there before all that is undone.
      const known = transaction.effects.findLast(effect => effect.is(restored));
      return known?.value.length === transaction.newDoc.lines - 1
        ? known.value
        : changedEnds(value, usual, transaction.changes, transaction.startState.doc);
    },
  });
  const remember = invertedEffects.of(transaction => {
    const before = transaction.startState.field(field);
    return transaction.state.field(field) === before ? [] : [restored.of(before)];
  });
  return {
    doc: Text.of(lines),
    extension: mixed ? [field, remember] : field,
    /** The whole text of the state, as it is to be stored. */
    read: state => mixed
      ? joinLines(state.doc.iterLines(), state.field(field))
      : state.doc.sliceString(0, state.doc.length, usual),
  };
}
