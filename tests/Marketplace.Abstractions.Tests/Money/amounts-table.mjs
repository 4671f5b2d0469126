// Prints what the browser's reader makes of each row of the table.
import { readFileSync } from 'node:fs';
import { readAmount } from './amounts.mjs';

const rows = JSON.parse(readFileSync(new URL('amounts.json', import.meta.url), 'utf8'));
console.log(JSON.stringify(rows.map(({ typed, decimals, symbol = '$' }) => readAmount(typed, { decimals, symbol }))));
