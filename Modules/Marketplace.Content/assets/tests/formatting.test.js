import { test } from 'node:test';
import assert from 'node:assert/strict';
import { EditorState } from '@codemirror/state';
import {
  cycleHeading, insertBlock, setHeading, toggleCode, toggleList, toggleMark, toggleQuote,
} from '../editor/formatting.js';
import { smallestChange } from '../editor/edits.js';

// A selection is written with brackets: "one [two] three".
const state = marked => {
  const anchor = marked.indexOf('[');
  const head = marked.indexOf(']') - 1;
  return EditorState.create({ doc: marked.replace(/[[\]]/g, ''), selection: { anchor, head } });
};
const text = transaction => transaction.newDoc.toString();
const selected = ({ newSelection: { main }, newDoc }) => newDoc.sliceString(main.from, main.to);

test('bold comes and goes', () => {
  const bold = toggleMark(state('one [two] three'), '**', 'text');
  assert.equal(text(bold), 'one **two** three');
  assert.equal(selected(bold), 'two');
  assert.equal(text(toggleMark(bold.state, '**', 'text')), 'one two three');
});

test('italic within bold is no end of bold', () => {
  const bold = toggleMark(state('[two]'), '**', 'text');
  const both = toggleMark(bold.state, '*', 'text');
  assert.equal(text(both), '***two***');
  assert.equal(text(toggleMark(both.state, '*', 'text')), '**two**');
});

test('blanks stay outside of a mark, and nothing selected gets a word', () => {
  assert.equal(text(toggleMark(state('a[ b ]c'), '*', 'text')), 'a *b* c');
  assert.equal(selected(toggleMark(state('a []'), '**', 'bold text')), 'bold text');
});

test('lists change into one another and back', () => {
  const list = toggleList(state('[one\n\n  two]'), 'list');
  assert.equal(text(list), '- one\n\n  - two');
  const ordered = toggleList(list.state, 'ordered');
  assert.equal(text(ordered), '1. one\n\n  2. two');
  const task = toggleList(ordered.state, 'task');
  assert.equal(text(task), '- [ ] one\n\n  - [ ] two');
  assert.equal(text(toggleList(task.state, 'task')), 'one\n\n  two');
});

test('a line that the selection only touches at its start is not meant', () => {
  assert.equal(text(toggleQuote(state('[one\n]two'))), '> one\ntwo');
  assert.equal(text(toggleQuote(toggleQuote(state('[one\ntwo]')).state)), 'one\ntwo');
});

test('headings cycle through the levels of a page', () => {
  const second = cycleHeading(state('Ti[]tle'));
  assert.equal(text(second), '## Title');
  const third = cycleHeading(second.state);
  assert.equal(text(third), '### Title');
  assert.equal(text(cycleHeading(third.state)), 'Title');
  assert.equal(text(setHeading(state('# Ti[]tle'), 3)), '### Title');
});

test('code of several lines gets a fence that is long enough', () => {
  assert.equal(text(toggleCode(state('a [b] c'))), 'a `b` c');
  assert.equal(text(toggleCode(state('[x\n```\ny]'))), '````\nx\n```\ny\n````');
});

test('a block stands on lines of its own', () => {
  assert.equal(text(insertBlock(state('one[]\ntwo'), 'X')), 'one\n\nX\n\ntwo');
  assert.equal(text(insertBlock(state('one\n[]\ntwo'), 'X')), 'one\n\nX\n\ntwo');
  assert.equal(text(insertBlock(state('[]'), 'X')), 'X\n');
});

test('the smallest change is small, and never cuts a character', () => {
  assert.equal(smallestChange('abc', 'abc'), null);
  assert.deepEqual(smallestChange('hello world', 'hello there world'), { from: 6, to: 6, insert: 'there ' });
  assert.deepEqual(smallestChange('aaa', 'aa'), { from: 2, to: 3, insert: '' });
  assert.deepEqual(smallestChange('x😀y', 'x😁y'), { from: 1, to: 3, insert: '😁' });
});
