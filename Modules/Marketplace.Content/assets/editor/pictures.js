// Pictures as they are written: ![What it shows](/media/wallet.png "Title").

const ALT = /!\[((?:[^\[\]\\\n]|\\.)*)\]/.source;
const ADDRESS = /<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*/.source;
const TITLE = /\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/.source;
const PICTURE = new RegExp(`${ALT}\\(\\s*(${ADDRESS})(${TITLE})?\\s*\\)`, 'g');

/**
 * @returns {{
 *   from: number, to: number, alt: string, altFrom: number, altTo: number, address: string, addressFrom: number, addressTo: number,
 * }[]} In a text of one line.
 */
export function findPictures(line) {
  if (!line.includes('![')) return [];
  return [...line.matchAll(PICTURE)].map(match => {
    const altFrom = match.index + 2;
    const addressFrom = match.index + match[0].indexOf(match[2], match[1].length + 3);
    return {
      from: match.index,
      to: match.index + match[0].length,
      alt: match[1].replace(/\\([\[\]\\])/g, '$1'),
      altFrom,
      altTo: altFrom + match[1].length,
      address: match[2].startsWith('<') ? match[2].slice(1, -1) : match[2],
      addressFrom,
      addressTo: addressFrom + match[2].length,
    };
  });
}

/** As it is written between the square brackets. */
export const escapeAlt = alt => alt.replace(/\s*[\r\n]+\s*/g, ' ').replace(/[\[\]\\]/g, '\\$&').trim();

export const escapeAddress = address => /[\s()<>]/.test(address) ? `<${address.replace(/[<>\n\r]/g, encodeURIComponent)}>` : address;

export const writePicture = (address, alt) => `![${escapeAlt(alt)}](${escapeAddress(address)})`;

export const writeLink = (address, text) => `[${escapeAlt(text)}](${escapeAddress(address)})`;
