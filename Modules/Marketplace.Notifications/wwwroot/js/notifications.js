// The bell counts, and notifications are marked read, without a reload.
const everyMinute = 60_000;

const bell = () => document.querySelector('[data-notice-bell]');

async function load(address, options = {}) {
  const answer = await fetch(address, { credentials: 'same-origin', cache: 'no-store', ...options, headers: { Accept: 'text/html' } });
  if (!answer.ok || new URL(answer.url).pathname.endsWith('/account/login')) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

function replace(page, parts) {
  for (const part of document.querySelectorAll('[data-notice-part]')) {
    const name = part.dataset.noticePart;
    const fresh = parts.includes(name) && page.querySelector(`[data-notice-part="${name}"]`);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
  }
}

/** Who reads the open list keeps it as it is. */
async function refresh() {
  if (!bell() || document.hidden) return;
  let page;
  try {
    page = await load(bell().dataset.noticeBell);
  } catch {
    return; // Out of reach: the next minute asks again.
  }
  if (page) replace(page, bell().open ? ['count'] : ['count', 'latest']);
}

/** Sends the form and shows what its page says now; whatever goes wrong, the browser sends it the plain way. */
async function send(form, submitter) {
  let page;
  try {
    page = await load(submitter?.hasAttribute('formaction') ? submitter.formAction : form.action, { method: 'POST', body: new FormData(form, submitter) });
  } catch {
    page = null;
  }
  if (page) {
    replace(page, ['count', 'latest', 'list', 'preview']);
    return;
  }
  form.dataset.plain = '';
  form.requestSubmit(submitter);
}

document.addEventListener('submit', event => {
  const form = event.target;
  const inPlace = form.hasAttribute('data-in-place') || event.submitter?.hasAttribute('data-in-place');
  if (!inPlace || form.hasAttribute('data-plain')) return;
  event.preventDefault();
  send(form, event.submitter);
});

document.addEventListener('balance-changed', refresh);
document.addEventListener('visibilitychange', refresh);
setInterval(refresh, everyMinute);
