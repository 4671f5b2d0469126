// The twin of the server's reader (TypedNumber.cs): both are held to one table of cases.
const COMMA_DECIMALS = 2;
const MOST_WHOLE_DIGITS = 13;
const blanks = /^[ \t\r\n\u00a0\u202f]+|[ \t\r\n\u00a0\u202f]+$/g;

/**
 * Reads an amount that somebody typed, and never guesses: one separator followed by one or two digits is the decimal separator, comma or point.
 * @param {string} typed
 * @param {{decimals?: number, symbol?: string}} field dollars unless said otherwise; with more than two decimals only a point separates them
 * @returns {{digits: string, problem: string}} digits with a point, or why there is no amount: `empty`, `notANumber`, `ambiguous`, `notWhole`,
 *   `tooManyDecimals` or `tooLarge`
 */
export function readAmount(typed, { decimals = 2, symbol = '$' } = {}) {
  let text = typed.replace(blanks, '');
  if (symbol && text.startsWith(symbol)) text = text.slice(symbol.length).replace(blanks, '');
  const place = text.search(/[.,]/);
  const problem = checkDigits(text) || (place < 0 ? '' : checkSeparator(text, place, decimals));
  if (problem) return { digits: '', problem };
  const whole = (place < 0 ? text : text.slice(0, place)).replace(/^0+/, '');
  return whole.length > MOST_WHOLE_DIGITS ? { digits: '', problem: 'tooLarge' } : { digits: text.replace(',', '.'), problem: '' };
}

function checkDigits(text) {
  if (text === '') return 'empty';
  return /^[0-9.,]+$/.test(text) && /[0-9]/.test(text) ? '' : 'notANumber';
}

function checkSeparator(text, place, decimals) {
  if (decimals === 0) return 'notWhole';
  const after = text.length - place - 1;
  if (place === 0 || after === 0 || /[.,]/.test(text.slice(place + 1))) return 'ambiguous';
  if (decimals > COMMA_DECIMALS ? text[place] === ',' : after === 3) return 'ambiguous';
  return after > decimals ? 'tooManyDecimals' : '';
}
