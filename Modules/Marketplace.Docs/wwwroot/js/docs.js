// A page of the documentation: contents that follow the reading, copying, "Was this helpful?", search.
import { getText } from './docs-text.js';
import { postJson, toast } from '../../Marketplace.Ui/js/ui.js';
import { watchSearch } from './docs-search.js';

watchSearch();
followReading(document.querySelector('[data-contents]'));
watchCopy();
askWhetherHelpful(document.querySelector('[data-helpful]'));
watchMenu(document.getElementById('docs-menu'));

/** Marks the heading that is being read: the last one in or above the upper third of the window. */
function followReading(contents) {
  if (!contents) return;
  // Where it stands above the text it would push that down.
  if (!matchMedia('(min-width: 1200px)').matches) contents.open = false;
  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  // The margin above makes every heading that was read count, so that a jump over several is noticed too.
  const read = new Set();
  const observer = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (entry.isIntersecting) read.add(entry.target);
      else read.delete(entry.target);
    }
    const current = [...links.keys()].findLast(heading => read.has(heading)) ?? links.keys().next().value;
    for (const [heading, link] of links) {
      if (heading === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
    showIn(contents, links.get(current));
  }, { rootMargin: '1000000px 0px -66% 0px' });
  for (const heading of links.keys()) observer.observe(heading);
}

/** Scrolls the box, and never the page around it. */
function showIn(box, link) {
  if (!box || !link || box.scrollHeight <= box.clientHeight) return;
  const [outer, inner] = [box.getBoundingClientRect(), link.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - box.clientHeight / 3;
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
  showIn(menu, menu?.querySelector('[aria-current]'));
}
