// Live blocks as they are written: {{price product="small-vm"}}. The server reads exactly this form; anything else, and \{{, is text.

const BLOCK = /(?<!\\)\{\{[ \t]*([a-z][a-z0-9-]{0,59})((?:[ \t]+[a-z][a-z0-9-]{0,59}="[^"\n]{0,400}"){0,20})[ \t]*\}\}/g;
const PARAMETER = /([a-z][a-z0-9-]*)="([^"\n]*)"/g;

/** Characters of a value. */
const LONGEST = 400;

/** @returns {{from: number, to: number, text: string, name: string, parameters: Record<string, string>}[]} In a text of one line. */
export function findBlocks(line) {
  if (!line.includes('{{')) return [];
  return [...line.matchAll(BLOCK)].map(match => ({
    from: match.index,
    to: match.index + match[0].length,
    text: match[0],
    name: match[1],
    parameters: Object.fromEntries([...match[2].matchAll(PARAMETER)].map(x => [x[1], x[2]])),
  }));
}

/** Parameters without a value are left out. A value cannot hold a straight quote or a line break. */
export function writeBlock(name, parameters) {
  const written = Object.entries(parameters)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ` ${key}="${value.replace(/\s*[\r\n]+\s*/g, ' ').replace(/"/g, '”').slice(0, LONGEST)}"`);
  return `{{${name}${written.join('')}}}`;
}
