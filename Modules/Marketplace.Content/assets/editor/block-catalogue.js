// The live blocks of the tenant, and what each of those in the text shows at this moment.
import { get, post } from './http.js';

/** Uses that are asked for in one request. */
const BATCH = 50;

export class BlockCatalogue {
  /** @param {{blocks: string, blockViews: string}} urls @param {() => void} changed */
  constructor(urls, language, changed) {
    this.urls = urls;
    this.language = language;
    this.changed = changed;
    /** Null until they are known. */
    this.all = null;
    this.views = new Map();
    this.wanted = new Set();
  }

  /** @returns {Promise<object[] | null>} Null where they could not be read. */
  async load() {
    if (this.all) return this.all;
    const { status, body } = await get(this.urls.blocks);
    if (status === 200 && Array.isArray(body)) {
      this.all = body;
      this.changed();
    }
    return this.all;
  }

  find(name) {
    return this.all?.find(block => block.name === name);
  }

  /** @returns {{text: string, missing: string[]} | undefined} What is known; asks for it otherwise, and says so once it is. */
  view(text) {
    const known = this.views.get(text);
    if (!known && !this.wanted.has(text)) {
      this.wanted.add(text);
      this.timer ??= setTimeout(() => this.ask(), 100);
    }
    return known;
  }

  async ask() {
    this.timer = null;
    const uses = [...this.wanted].filter(text => !this.views.has(text)).slice(0, BATCH);
    if (uses.length === 0) return;
    const { status, body } = await post(this.urls.blockViews, { language: this.language, blocks: uses });
    const views = status === 200 && Array.isArray(body) ? body : [];
    uses.forEach((text, i) => {
      this.wanted.delete(text);
      this.views.set(text, views[i] ? { text: plainText(views[i].html), missing: views[i].missing } : { text: '', missing: [] });
    });
    this.changed();
    if (this.wanted.size > 0) this.timer = setTimeout(() => this.ask(), 0);
  }
}

/** The words of clean HTML, on one line. */
function plainText(html) {
  const text = new DOMParser().parseFromString(html, 'text/html').body.textContent.replace(/\s+/g, ' ').trim();
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
