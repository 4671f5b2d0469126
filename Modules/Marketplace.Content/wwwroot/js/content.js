import { el } from '../../Marketplace.Ui/js/page.js';

// What stands in a text by this name, and the file that colours it.
const languages = {
  bash: 'bash', sh: 'bash', shell: 'bash', json: 'json', csharp: 'csharp', cs: 'csharp', 'c#': 'csharp', javascript: 'javascript',
  js: 'javascript', python: 'python', py: 'python', http: 'http', yaml: 'yaml', yml: 'yaml', html: 'xml', xml: 'xml', css: 'css',
  sql: 'sql',
};
const library = '../../Marketplace.Ui/lib/highlight.js/';
const finished = 'articleReady';

/** Copy buttons, coloured code, links to headings. A text that comes later, such as a preview, is shown with the same call. */
export function prepareArticle(article) {
  if (article.dataset[finished]) return;
  article.dataset[finished] = 'true';
  addAnchors(article);
  addCopyButtons(article);
  reachScrollable(article);
  colourCode(article);
}

/** Colours code again, where a preview was filled anew. */
export function refreshArticle(article) {
  delete article.dataset[finished];
  prepareArticle(article);
}

function addAnchors(article) {
  for (const heading of article.querySelectorAll('h2[id], h3[id], h4[id]')) {
    const label = `${article.dataset.anchorLabel}: ${heading.textContent.trim()}`;
    const link = el('a', { class: 'heading-anchor no-print', href: `#${encodeURIComponent(heading.id)}`, 'aria-label': label }, '#');
    heading.append(link);
  }
}

// The shared script copies what a button has in data-copy.
function addCopyButtons(article) {
  for (const box of article.querySelectorAll('.code-block')) {
    const code = box.querySelector('code');
    if (!code || box.querySelector('.code-copy')) continue;
    const button = el('button', {
      type: 'button', class: 'btn btn-sm btn-secondary code-copy no-print', 'data-copy': code.textContent.replace(/\n$/, ''),
      'data-copied': article.dataset.copiedLabel, 'aria-label': article.dataset.copyLabel,
    });
    button.append(icon('M4 2a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zm2-1a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h8a1 '
      + '1 0 0 0 1-1V2a1 1 0 0 0-1-1zM2 5a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-1h1v1a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V6a2 2 0 '
      + '0 1 2-2h1v1z', 'code-copy-idle'));
    button.append(icon('M12.736 3.97a.733.733 0 0 1 1.047 0c.286.289.29.756.01 1.05L7.88 12.01a.733.733 0 0 1-1.065.02L3.217 8.384a.757'
      + '.757 0 0 1 0-1.06.733.733 0 0 1 1.047 0l3.052 3.093 5.4-6.425z', 'code-copy-done'));
    box.append(button);
  }
}

function icon(path, name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', path);
  const attributes = { class: `bi ${name}`, viewBox: '0 0 16 16', width: 16, height: 16, fill: 'currentColor', 'aria-hidden': 'true' };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  svg.append(shape);
  return svg;
}

// What scrolls is reached by keyboard; where everything fits there is nothing to stop at.
function reachScrollable(article) {
  for (const box of article.querySelectorAll('.code-block pre, .table-scroll'))
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
}

// Loaded only for what the page has, and one language at a time.
async function colourCode(article) {
  if (article.dataset.code === 'false') return;
  const blocks = [...article.querySelectorAll('pre > code[class*="language-"]')]
    .map(code => ({ code, language: languages[/language-(\S+)/.exec(code.className)[1]] }))
    .filter(block => block.language && !block.code.dataset.highlighted);
  if (blocks.length === 0) return;
  const { default: highlighter } = await import(`${library}core.min.js`);
  for (const language of new Set(blocks.map(block => block.language)))
    highlighter.registerLanguage(language, (await import(`${library}languages/${language}.min.js`)).default);
  for (const { code, language } of blocks) {
    code.innerHTML = highlighter.highlight(code.textContent, { language, ignoreIllegals: true }).value;
    code.dataset.highlighted = language;
  }
}

const articles = () => document.querySelectorAll('[data-article]');
articles().forEach(prepareArticle);
addEventListener('resize', () => articles().forEach(reachScrollable));
