// Parts of the wallet change without a reload: the history when it is filtered or turned, everything when the balance changes.

const load = async address => {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, cache: 'no-store' });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
};

function replace(page, name) {
  for (const part of document.querySelectorAll(`[${name}]`)) {
    const fresh = page.querySelector(`[${name}="${part.getAttribute(name)}"]`);
    if (fresh) part.replaceChildren(...fresh.childNodes);
  }
  // Charts are drawn and times told anew.
  document.dispatchEvent(new Event('htmx:after:swap'));
}

async function refresh() {
  const page = await load(location.href);
  if (!page) return;
  // The first transaction brings the filters; later nobody's typing is disturbed.
  if (!document.querySelector('[data-history-form]')) replace(page, 'data-live');
  replace(page, 'data-refresh');
}

document.addEventListener('balance-changed', refresh);

let turn = 0;

/** Shows the history of an address in place; whatever goes wrong, the browser goes there itself. */
async function show(address, remember) {
  const mine = ++turn;
  const part = document.querySelector('[data-live="history"]');
  const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
  part.setAttribute('aria-busy', 'true');
  let page;
  try {
    page = await load(address);
  } catch {
    page = null;
  }
  if (mine !== turn) return;
  if (!page?.querySelector('[data-live="history"]')) {
    location.assign(address);
    return;
  }
  replace(page, 'data-live');
  part.removeAttribute('aria-busy');
  if (remember) history.pushState(null, '', address);
  if (focused) document.getElementById(focused)?.focus();
}

document.addEventListener('submit', event => {
  const form = event.target.closest('[data-history-form]');
  if (!form) return;
  event.preventDefault();
  const address = new URL(form.action || location.href);
  const typed = [...new FormData(form)].filter(([, value]) => value.trim() !== '');
  address.search = new URLSearchParams(typed).toString();
  show(address.href, true);
});

document.addEventListener('change', event => {
  if (event.target.matches('[data-history-form] select')) event.target.form.requestSubmit();
});

document.addEventListener('click', event => {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest('[data-live="history"] .pager a, [data-history-link]');
  if (!link) return;
  event.preventDefault();
  show(link.href, true).then(() => document.getElementById('history-title')?.scrollIntoView({ block: 'nearest' }));
});

addEventListener('popstate', () => show(location.href, false));
