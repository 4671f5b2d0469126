// Pipe tables as a grid. Every act gives changes ({from, to, insert}) of single cells or rows; offsets count from the table's start.

// A cell reaches from pipe to pipe (`from`–`to`), its text without the blanks around it from `start` to `end`.
/** @typedef {{from: number, to: number, start: number, end: number, text: string}} Cell */
/** @typedef {{from: number, to: number, text: string, indent: string, leading: boolean, trailing: boolean, cells: Cell[]}} Row */

const DELIMITER = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** Whether the line can stand between a table's head and its rows. */
export const isDelimiter = line => line.includes('|') && line.includes('-') && DELIMITER.test(line);

/** @param {string} line @param {number} at Where it begins in the table. @returns {Row} */
export function parseRow(line, at = 0) {
  const indent = /^\s*/.exec(line)[0];
  const end = line.trimEnd().length;
  const pipes = [];
  let ticks = 0;
  for (let i = indent.length; i < end; i++) {
    if (line[i] === '\\') i += 1;
    else if (line[i] === '`') {
      let run = 1;
      while (line[i + run] === '`') run += 1;
      // A pipe between backticks belongs to the code, when they are closed.
      if (ticks === 0) ticks = closes(line, i + run, run) ? run : 0;
      else if (ticks === run) ticks = 0;
      i += run - 1;
    } else if (line[i] === '|' && ticks === 0) pipes.push(i);
  }
  const leading = pipes[0] === indent.length;
  const trailing = pipes.length > (leading ? 1 : 0) && pipes.at(-1) === end - 1;
  const bounds = [...(leading ? [] : [indent.length - 1]), ...pipes, ...(trailing ? [] : [end])];
  const cells = [];
  for (let i = 0; i + 1 < bounds.length; i++) cells.push(cellOf(line, bounds[i] + 1, bounds[i + 1], at));
  return { from: at, to: at + line.length, text: line, indent, leading, trailing, cells };
}

function closes(line, from, run) {
  for (const match of line.slice(from).matchAll(/`+/g)) if (match[0].length === run) return true;
  return false;
}

function cellOf(line, from, to, at) {
  const raw = line.slice(from, to);
  const text = raw.trim();
  // Typing into an empty cell leaves a blank on its left.
  const start = text.length > 0 ? from + raw.indexOf(text) : from + Math.min(1, raw.length);
  return { from: at + from, to: at + to, start: at + start, end: at + start + text.length, text: unescapeCell(text) };
}

export const unescapeCell = text => text.replace(/\\\|/g, '|');

/** As it is written between two pipes. A line break cannot stand there. */
export const escapeCell = text => {
  const line = text.replace(/[ \t]*(?:\r\n|\r|\n)[ \t]*/g, ' ').replace(/\\?\|/g, '\\|').trim();
  // A lone backslash at the end would take the pipe with it.
  return /(?:^|[^\\])(?:\\\\)*\\$/.test(line) ? `${line}\\` : line;
};

/** @returns {{head: Row, delimiter: Row, rows: Row[], columns: number, align: string[]} | null} Null: it is no table. */
export function parseTable(text) {
  const lines = text.split('\n');
  if (lines.length < 2 || !isDelimiter(lines[1]) || !lines[0].includes('|')) return null;
  let at = 0;
  const rows = lines.map(line => {
    const row = parseRow(line, at);
    at += line.length + 1;
    return row;
  });
  const [head, delimiter, ...body] = rows;
  if (head.cells.length !== delimiter.cells.length) return null;
  const align = delimiter.cells.map(cell => {
    const text = cell.text;
    if (text.startsWith(':') && text.endsWith(':') && text.length > 1) return 'center';
    return text.endsWith(':') ? 'right' : text.startsWith(':') ? 'left' : '';
  });
  return { head, delimiter, rows: body, columns: head.cells.length, align };
}

/** @param row -1 for the head. */
const rowOf = (table, row) => row < 0 ? table.head : table.rows[row];

/** Only the bytes of that cell change; where its row ends before it, the row grows. */
export function setCell(table, row, column, text) {
  const target = rowOf(table, row);
  const written = escapeCell(text);
  const cell = target.cells[column];
  if (cell && cell.text === unescapeCell(written)) return [];
  if (cell) return [{ from: cell.start, to: cell.end, insert: cell.start === cell.to ? `${written} ` : written }];
  let insert = '';
  for (let i = target.cells.length; i <= column; i++) insert += ` ${i === column ? written : ''} |`;
  return [append(target, insert)];
}

/** New cells at the end of a row: `insert` brings each cell with the pipe behind it. */
function append(row, insert) {
  const end = row.from + row.text.trimEnd().length;
  return row.trailing ? { from: end, to: end, insert } : { from: end, to: end, insert: ` |${insert.slice(0, -2)}` };
}

const emptyRow = (like, columns) => {
  const cells = Array.from({ length: columns }, () => '  ').join('|');
  // Without pipes around it, a row with one cell would be no row.
  const bare = !like.leading && columns > 1;
  return like.indent + (bare ? cells.trimStart() || ' |' : `|${cells}|`);
};

/** @param after The row that it stands behind; -1: first below the head. */
export function addRow(table, after) {
  const before = after < 0 ? table.delimiter : table.rows[after];
  return [{ from: before.to, to: before.to, insert: `\n${emptyRow(table.delimiter, table.columns)}` }];
}

export function removeRow(table, row) {
  const target = table.rows[row];
  return target ? [{ from: target.from - 1, to: target.to, insert: '' }] : [];
}

/** @param after The column that it stands behind. */
export function addColumn(table, after) {
  return [table.head, table.delimiter, ...table.rows].flatMap(row => {
    const isRule = row === table.delimiter;
    const cell = row.cells[after];
    if (!cell) return [];
    // An empty cell at the end of a row is none without a pipe behind it.
    if (after === row.cells.length - 1 && !row.trailing)
      return [{ from: cell.to, to: cell.to, insert: isRule ? ' | ---' : ' |  |' }];
    return [{ from: cell.to, to: cell.to, insert: isRule ? '| --- ' : '|  ' }];
  });
}

export function removeColumn(table, column) {
  if (table.columns < 2) return [];
  return [table.head, table.delimiter, ...table.rows].flatMap(row => {
    const cell = row.cells[column];
    if (!cell) return [];
    // With the pipe behind it; the last one of a row without trailing pipe with the one before it.
    const isLast = column === row.cells.length - 1;
    if (isLast && !row.trailing) return row.cells.length === 1 ? [] : [{ from: cell.from - 1, to: cell.to, insert: '' }];
    return [{ from: cell.from, to: cell.to + 1, insert: '' }];
  });
}

const rules = { '': '---', left: ':---', center: ':---:', right: '---:' };

/** @param {''|'left'|'center'|'right'} align */
export function setAlign(table, column, align) {
  const cell = table.delimiter.cells[column];
  return cell ? [{ from: cell.start, to: cell.end, insert: rules[align] }] : [];
}

/** A new table, ready to be filled. */
export const newTable = (columns, rows) => {
  const line = filling => `|${Array.from({ length: columns }, () => ` ${filling} `).join('|')}|`;
  return [line(' '), line('---'), ...Array.from({ length: rows }, () => line(' '))].join('\n');
};

/** What was copied from a spreadsheet, as a table; null where it is none. */
export function tableFromTabs(text) {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  const columns = lines[0].split('\t').length;
  if (columns < 2 || lines.length < 2 || lines.some(line => line.split('\t').length !== columns)) return null;
  const row = line => `| ${line.split('\t').map(escapeCell).join(' | ')} |`;
  return [row(lines[0]), `|${' --- |'.repeat(columns)}`, ...lines.slice(1).map(row)].join('\n');
}
