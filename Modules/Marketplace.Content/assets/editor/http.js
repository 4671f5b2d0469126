// The shared script reads and posts JSON; drafts are put, and pictures are posted as they are. Both say for whom the page was made.
import { pageUser, resolve } from 'marketplace-ui/page.js';

/** Browsers let a page that is being closed send no more than this, in bytes. */
const LAST_WORDS = 60_000;

export const putJson = (url, body, options = {}) => {
  const content = JSON.stringify(body);
  return send(url, {
    method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: content,
    keepalive: options.isLeaving && content.length * 3 < LAST_WORDS,
  });
};

export const postForm = (url, form, options = {}) => send(url, { method: 'POST', body: form, ...options });

/** @param {AbortSignal} signal An abandoned request answers with status -1. */
export const post = (url, body, signal) =>
  send(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal });

export const get = (url, signal) => send(url, { signal });

async function send(url, options) {
  const headers = { Accept: 'application/json', 'Page-User': pageUser, ...options.headers };
  let response;
  try {
    response = await fetch(resolve(url), { credentials: 'same-origin', ...options, headers });
    const content = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
    return { status: response.status, body: isJson && content ? JSON.parse(content) : null };
  } catch {
    return { status: options.signal?.aborted ? -1 : 0, body: null };
  }
}
