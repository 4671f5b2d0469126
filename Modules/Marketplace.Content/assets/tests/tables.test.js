import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  addColumn, addRow, escapeCell, isDelimiter, newTable, parseRow, parseTable, removeColumn, removeRow, setAlign, setCell, tableFromTabs,
} from '../editor/tables.js';

const apply = (text, changes) => [...changes].sort((a, b) => b.from - a.from)
  .reduce((result, { from, to, insert }) => result.slice(0, from) + insert + result.slice(to), text);

const grid = text => {
  const table = parseTable(text);
  return [table.head, ...table.rows].map(row => row.cells.map(cell => cell.text));
};

const TABLE = '| Name | Price |\n|------|:-----:|\n| small   | $5 |\n|large|$9|';

test('cells are read without the blanks and pipes around them', () => {
  assert.deepEqual(grid(TABLE), [['Name', 'Price'], ['small', '$5'], ['large', '$9']]);
  assert.deepEqual(parseTable(TABLE).align, ['', 'center']);
});

test('escaped pipes and pipes in code belong to the cell', () => {
  assert.deepEqual(parseRow('| a \\| b | `x | y` | ``a ` | b`` |').cells.map(x => x.text), ['a | b', '`x | y`', '``a ` | b``']);
  assert.deepEqual(parseRow('| a ` b | c |').cells.map(x => x.text), ['a ` b', 'c']);
});

test('rows without outer pipes are rows', () => {
  assert.deepEqual(grid('a | b\n--|--\n1 | 2'), [['a', 'b'], ['1', '2']]);
});

test('a cell that changes leaves every other byte alone', () => {
  const table = parseTable(TABLE);
  assert.equal(apply(TABLE, setCell(table, 0, 0, 'tiny')), '| Name | Price |\n|------|:-----:|\n| tiny   | $5 |\n|large|$9|');
  assert.equal(apply(TABLE, setCell(table, -1, 1, 'Cost')), TABLE.replace('Price', 'Cost'));
  assert.equal(apply(TABLE, setCell(table, 1, 1, 'a|b\nc')), TABLE.replace('$9', 'a\\|b c'));
  assert.deepEqual(setCell(table, 0, 0, 'small'), []);
});

test('what is typed is what is read again', () => {
  const table = parseTable(TABLE);
  for (const text of ['', 'x', 'a | b', '| |', 'C:\\', 'a\\\\', '**b**', '`a`', '日本', '😀'])
    assert.equal(grid(apply(TABLE, setCell(table, 0, 1, text)))[1][1], text === 'C:\\' ? 'C:\\\\' : text, text);
});

test('an empty cell is filled and emptied', () => {
  const text = newTable(2, 1);
  const filled = apply(text, setCell(parseTable(text), 0, 0, 'a'));
  assert.deepEqual(grid(filled), [['', ''], ['a', '']]);
  assert.deepEqual(grid(apply(filled, setCell(parseTable(filled), 0, 0, ''))), [['', ''], ['', '']]);
  assert.deepEqual(grid(apply('|a|b|\n|-|-|\n|||', setCell(parseTable('|a|b|\n|-|-|\n|||'), 0, 1, 'x'))), [['a', 'b'], ['', 'x']]);
});

test('a short row grows to the cell that is typed into', () => {
  for (const short of ['| a | b | c |\n|---|---|---|\n| 1 |', 'a | b | c\n---|---|---\n1 | 2'])
    assert.equal(grid(apply(short, setCell(parseTable(short), 0, 2, 'three')))[1][2], 'three', short);
});

test('rows are added and removed', () => {
  const table = parseTable(TABLE);
  assert.deepEqual(grid(apply(TABLE, addRow(table, 0))), [['Name', 'Price'], ['small', '$5'], ['', ''], ['large', '$9']]);
  assert.deepEqual(grid(apply(TABLE, addRow(table, -1))), [['Name', 'Price'], ['', ''], ['small', '$5'], ['large', '$9']]);
  assert.equal(apply(TABLE, removeRow(table, 1)), TABLE.slice(0, TABLE.lastIndexOf('\n')));
  const bare = 'a | b\n--|--\n1 | 2';
  assert.equal(grid(apply(bare, addRow(parseTable(bare), 0))).length, 3);
});

test('columns are added and removed, and the table stays one', () => {
  for (const text of [TABLE, 'a | b\n--|--\n1 | 2', '| a | b\n|---|---\n| 1 | 2']) {
    const before = grid(text);
    for (const column of [0, 1]) {
      const wider = apply(text, addColumn(parseTable(text), column));
      assert.deepEqual(grid(wider), before.map(row => row.toSpliced(column + 1, 0, '')), wider);
      assert.deepEqual(grid(apply(wider, removeColumn(parseTable(wider), column + 1))), before, wider);
      const narrower = apply(text, removeColumn(parseTable(text), column));
      if (narrower.includes('|')) assert.deepEqual(grid(narrower), before.map(row => row.toSpliced(column, 1)), narrower);
    }
  }
});

test('the last column stays', () => assert.deepEqual(removeColumn(parseTable('| a |\n|---|\n| 1 |'), 0), []));

test('alignment changes one cell of one row', () => {
  assert.equal(apply(TABLE, setAlign(parseTable(TABLE), 0, 'right')), TABLE.replace('|------|', '|---:|'));
});

test('what is no table is none', () => {
  for (const text of ['a | b', 'a | b\nc | d', '| a | b |\n|---|\n', 'text\n---']) assert.equal(parseTable(text), null, text);
  assert.equal(isDelimiter('---'), false);
  assert.equal(isDelimiter('|:--|--:|'), true);
});

test('a copied sheet becomes a table', () => {
  assert.deepEqual(grid(tableFromTabs('a\tb\r\n1\t2|3\r\n')), [['a', 'b'], ['1', '2|3']]);
  assert.equal(tableFromTabs('one line\twith a tab'), null);
  assert.equal(tableFromTabs('a\tb\nc'), null);
});

test('a text can never end its cell', () => {
  assert.equal(escapeCell('a\\'), 'a\\\\');
  assert.equal(escapeCell('a\\|b'), 'a\\|b');
  assert.equal(escapeCell('a\r\nb'), 'a b');
});
