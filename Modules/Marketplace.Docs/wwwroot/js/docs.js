// A page of the documentation: contents that follow the reading, copying, "Was this helpful?", search.
import { getText } from './docs-text.js';
import { postJson, toast } from '../../Marketplace.Ui/js/ui.js';
import { watchSearch } from './docs-search.js';

watchSearch();
followReading(document.querySelector('[data-contents]'));
watchCopy();
askWhetherHelpful(document.querySelector('[data-helpful]'));
watchMenu(document.getElementById('docs-menu'));

/** Marks the heading that is being read: the last one above the upper third of the window. */
function followReading(contents) {
  if (!contents) return;
  // Where it stands above the text it would push that down.
  if (!matchMedia('(min-width: 1200px)').matches) contents.open = false;
  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const headings = [...links.keys()];
  const mark = () => {
    const line = innerHeight / 3;
    const current = headings.findLast(heading => heading.getBoundingClientRect().top < line) ?? headings[0];
    for (const [heading, link] of links) {
      if (heading === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
    links.get(current)?.scrollIntoView?.({ block: 'nearest' });
  };
  // Called whenever a heading crosses the line, in either direction.
  const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -66% 0px' });
  headings.forEach(heading => observer.observe(heading));
}

function watchCopy() {
  document.addEventListener('click', async event => {
    const button = event.target.closest('[data-copy-markdown]');
    if (!button) return;
    try {
      await navigator.clipboard.writeText(await getText(button.dataset.copyMarkdown));
      toast('success', button.dataset.done);
    } catch {
      toast('danger', button.dataset.failed);
    }
  });
}

/** The vote is sent at once; the comment follows, or does not. Without this script the links lead to a form. */
function askWhetherHelpful(place) {
  if (!place) return;
  const said = place.querySelector('[data-helpful-said]');
  const form = place.querySelector('[data-helpful-comment]');
  const label = form.querySelector('label');
  let id = null;

  const send = async (address, body) => {
    const answer = await postJson(address, body);
    said.textContent = answer.status === 200
      ? place.dataset.thanks
      : Object.values(answer.body?.errors ?? {}).flat()[0] ?? place.dataset.failed;
    return answer.status === 200 ? answer.body : null;
  };

  place.addEventListener('click', async event => {
    const link = event.target.closest('[data-vote]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (id) return;
    id = 'sending';
    const given = await send('~/api/docs/feedback', {
      group_id: place.dataset.helpful, language: place.dataset.language, helpful: link.dataset.vote === 'yes',
    });
    id = given?.id ?? null;
    if (!id) return;
    place.querySelector('.docs-votes').hidden = true;
    label.textContent = link.dataset.vote === 'yes' ? label.dataset.askYes : label.dataset.askNo;
    form.hidden = false;
    form.querySelector('textarea').focus();
  });

  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (await send(`~/api/docs/feedback/${id}/comment`, { comment: form.elements.comment.value })) form.hidden = true;
  });
}

/** On a phone the tree covers the page: Escape closes it as its button does. */
function watchMenu(menu) {
  addEventListener('keydown', event => {
    if (event.key !== 'Escape' || location.hash !== '#docs-menu') return;
    location.hash = '#main';
    document.querySelector('.docs-open').focus();
  });
  addEventListener('hashchange', () => {
    if (location.hash === '#docs-menu') menu?.focus();
  });
  menu?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest' });
}
