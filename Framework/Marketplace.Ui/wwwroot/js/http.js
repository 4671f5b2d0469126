import { pageUser, resolve, text } from './page.js';

/** @returns {Promise<{status: number, body: any}>} Status 0 with a `title` when the server could not be reached. */
export const getJson = (url, headers = {}) => send(url, { headers });

/** @returns {Promise<{status: number, body: any}>} Status 0 with a `title` when the server could not be reached. */
export const postJson = (url, body, headers = {}) => send(url, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body ?? {}),
});

async function send(url, options) {
  let response;
  try {
    // The server refuses to act for somebody who signed in after this page was made.
    const headers = { Accept: 'application/json', 'Page-User': pageUser, ...options.headers };
    response = await fetch(resolve(url), { credentials: 'same-origin', ...options, headers });
  } catch {
    return { status: 0, body: { title: text('offline'), detail: text('offline') } };
  }
  const content = await response.text();
  return { status: response.status, body: read(content, response.headers.get('Content-Type') ?? '') };
}

function read(content, type) {
  if (!content) return null;
  return /\bjson\b/.test(type) ? JSON.parse(content) : content;
}
