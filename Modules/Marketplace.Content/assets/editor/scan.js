// Finds in a text what the editor shows as something else than text. Code is left alone.
import { findBlocks } from './blocks.js';
import { calloutTitle, isQuoted } from './callouts.js';
import { findPictures } from './pictures.js';
import { isDelimiter, parseRow } from './tables.js';

/** Longer texts, in characters, are shown as they are: looking through them at every key would be felt. */
const LONGEST = 400_000;

/** The time that colouring takes grows with the square of a paragraph's length. */
const LONGEST_PARAGRAPH = 20_000;

export const isShort = length => length <= LONGEST;

/** Whether a text can be coloured while it is typed. */
export function isEasy(lines) {
  let length = 0;
  let paragraph = 0;
  for (const line of lines) {
    length += line.length + 1;
    paragraph = line.trim() === '' ? 0 : paragraph + line.length + 1;
    if (length > LONGEST || paragraph > LONGEST_PARAGRAPH) return false;
  }
  return true;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * @param {Iterable<string>} lines
 * @returns {{type: 'table'|'picture'|'callout'|'block', from: number, to: number}[]} In order; never one in another.
 */
export function scan(lines) {
  const found = [];
  const all = Array.isArray(lines) ? lines : [...lines];
  let at = 0;
  let fence = null;
  for (let i = 0; i < all.length; i++) {
    const line = all[i];
    const mark = line.length > 2 ? FENCE.exec(line) : null;
    if (fence) {
      if (mark && mark[1][0] === fence[0] && mark[1].length >= fence.length && line.trim() === mark[1]) fence = null;
    } else if (mark && !(mark[1][0] === '`' && line.slice(mark[0].length).includes('`'))) {
      fence = mark[1];
    } else if (line.includes('|') && i + 1 < all.length && startsTable(all, i)) {
      const table = tableAt(all, i, at);
      found.push(table);
      i += table.lines - 1;
      at = table.to + 1;
      continue;
    } else if (!/^(?: {4}|\t)/.test(line)) {
      scanLine(all, i, at, found);
    }
    at += line.length + 1;
  }
  return found;
}

const startsTable = (all, i) =>
  !isQuoted(all[i]) && isDelimiter(all[i + 1]) && !/^(?: {4}|\t)/.test(all[i])
  && parseRow(all[i]).cells.length === parseRow(all[i + 1]).cells.length;

function tableAt(all, first, at) {
  let last = first + 1;
  while (last + 1 < all.length && all[last + 1].includes('|') && all[last + 1].trim() !== '' && !isQuoted(all[last + 1])) last += 1;
  const text = all.slice(first, last + 1).join('\n');
  return { type: 'table', from: at, to: at + text.length, text, lines: last - first + 1 };
}

function scanLine(all, i, at, found) {
  const line = all[i];
  const callout = line.includes('[!') ? calloutTitle(line) : null;
  if (callout && (i === 0 || !isQuoted(all[i - 1]))) {
    found.push({ type: 'callout', ...callout, from: at + callout.from, to: at + callout.to, line: i, lines: quotedLines(all, i), at });
    return;
  }
  const pictures = findPictures(line);
  if (pictures.length === 1 && line.trim() === line.slice(pictures[0].from, pictures[0].to)) {
    found.push({ type: 'picture', from: at, to: at + line.length, text: line, picture: pictures[0] });
    return;
  }
  const blocks = findBlocks(line);
  const code = blocks.length > 0 && line.includes('`') ? codeSpans(line) : [];
  for (const block of blocks) {
    if (code.some(([from, to]) => block.from < to && block.to > from)) continue;
    found.push({ type: 'block', ...block, from: at + block.from, to: at + block.to });
  }
}

function quotedLines(all, first) {
  let last = first;
  while (last + 1 < all.length && isQuoted(all[last + 1])) last += 1;
  return last - first + 1;
}

function codeSpans(line) {
  const spans = [];
  const runs = [...line.matchAll(/`+/g)];
  for (let i = 0; i < runs.length; i++) {
    const end = runs.findIndex((run, j) => j > i && run[0].length === runs[i][0].length);
    if (end < 0) continue;
    spans.push([runs[i].index, runs[end].index + runs[end][0].length]);
    i = end;
  }
  return spans;
}
