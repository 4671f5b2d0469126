import { test } from 'node:test';
import assert from 'node:assert/strict';
import { EditorState } from '@codemirror/state';
import { history, isolateHistory, redo, undo } from '@codemirror/commands';
import { lineEndings, splitLines, joinLines } from '../editor/lines.js';

const open = text => {
  const endings = lineEndings(text);
  return { endings, state: EditorState.create({ doc: endings.doc, extensions: [endings.extension, history()] }) };
};

const kept = [
  '', '\n', '\r\n', 'a', 'a\n', 'a\r\nb\r\n', 'a\rb', 'a\r\nb\nc\rd\n\r\n', '\ufeffa\u2028b\r\n', 'a\u0000b\n', '\r\r\n\n',
];
for (const text of kept)
  test(`goes out as it came in: ${JSON.stringify(text)}`, () => {
    const { endings, state } = open(text);
    assert.equal(endings.read(state), text);
    const { lines, ends } = splitLines(text);
    assert.equal(joinLines(lines, ends), text);
  });

test('new lines get the ending that the others have', () => {
  const { endings, state } = open('one\r\ntwo\r\n');
  const after = state.update({ changes: { from: 3, insert: '\nmore' } }).state;
  assert.equal(endings.read(after), 'one\r\nmore\r\ntwo\r\n');
});

test('lines that nobody touched keep their endings where they are mixed', () => {
  const { endings, state } = open('a\r\nb\nc\rd\r\ne');
  const after = state.update({ changes: [{ from: 0, insert: 'x\ny' }, { from: 4, to: 5, insert: 'C' }] }).state;
  assert.equal(endings.read(after), 'x\r\nya\r\nb\nC\rd\r\ne');
});

test('a deleted line takes its own ending along', () => {
  const { endings, state } = open('a\r\nb\nc\rd');
  const after = state.update({ changes: { from: 2, to: 4 } }).state;
  assert.equal(endings.read(after), 'a\r\nc\rd');
});

test('any order of changes leaves as many endings as line breaks, and untouched ones alone', () => {
  let seed = 7;
  const random = n => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
  for (let round = 0; round < 200; round++) {
    const text = Array.from({ length: 12 }, (_, i) => `line${i}${['\n', '\r\n', '\r'][random(3)]}`).join('') + 'end';
    const { endings, state } = open(text);
    let current = state;
    for (let i = 0; i < 6; i++) {
      const from = random(current.doc.length + 1);
      const to = Math.min(current.doc.length, from + random(9));
      current = current.update({ changes: { from, to, insert: ['', '\n', 'x\ny', 'q'][random(4)] } }).state;
    }
    const out = endings.read(current);
    assert.equal(out.replace(/\r\n|\r/g, '\n'), current.doc.toString());
  }
});

for (const text of ['a\r\nb\r\nc', 'a\nb\r\nc\rd\n', '\n\nx\r\n\r\ny'])
  test(`undo and redo bring back the bytes: ${JSON.stringify(text)}`, () => {
    const { endings, state } = open(text);
    let current = state;
    const dispatch = transaction => { current = transaction.state; };
    const steps = [{ from: 1, to: 4, insert: 'new\nlines\nhere' }, { from: 0, to: 3 }, { from: 2, insert: 'q\n' }];
    const seen = [text];
    for (const changes of steps) {
      dispatch(current.update({ changes, annotations: isolateHistory.of('full') }));
      seen.push(endings.read(current));
    }
    for (const expected of seen.slice(0, -1).reverse()) {
      undo({ state: current, dispatch });
      assert.equal(endings.read(current), expected);
    }
    for (const expected of seen.slice(1)) {
      redo({ state: current, dispatch });
      assert.equal(endings.read(current), expected);
    }
  });

test('undo of what was typed in one go brings back the bytes', () => {
  const text = 'a\nb\r\nc\rd\n';
  const { endings, state } = open(text);
  let current = state;
  const dispatch = transaction => { current = transaction.state; };
  for (let i = 0; i < 3; i++) dispatch(current.update({ changes: { from: 0, to: 2 }, userEvent: 'delete.forward' }));
  undo({ state: current, dispatch });
  assert.equal(endings.read(current), text);
});
