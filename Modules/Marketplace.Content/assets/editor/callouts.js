// Callouts: a quote whose first line names its kind, as in > [!NOTE].

export const CALLOUTS = ['note', 'tip', 'important', 'warning', 'caution'];

const TITLE = /^( {0,3}>[ \t]?)\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*$/i;

/** @returns {{kind: string, from: number, to: number} | null} `from`–`to` is the marker without quote. */
export function calloutTitle(line) {
  const match = TITLE.exec(line);
  if (!match) return null;
  const from = match[1].length;
  return { kind: match[2].toLowerCase(), from, to: from + match[2].length + 3 };
}

export const isQuoted = line => /^ {0,3}>/.test(line);
