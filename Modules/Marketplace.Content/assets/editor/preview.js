// What readers will see, beside the text: a page of the real theme in a frame in which no script runs.
import { resolve } from 'marketplace-ui/page.js';
import { post } from './http.js';

/** After the last key, in milliseconds. */
const WAIT = 100;

/** How wide the page is that the frame shows, in pixels. */
const WIDTHS = { desktop: 900, phone: 390 };

/** In a narrower pane a desktop's page is too small to be read, so that it begins with the phone's. */
const READABLE = 620;

export class Preview {
  /** @param {HTMLElement} root The pane. @param {() => object} read The request. */
  constructor(root, page, read) {
    Object.assign(this, { root, page, read });
    this.frame = root.querySelector('iframe');
    this.box = root.querySelector('[data-preview-box]');
    this.note = root.querySelector('[data-preview-note]');
    this.missing = root.querySelector('[data-preview-missing]');
    this.html = null;
    this.width = 'desktop';
    // It leads elsewhere when somebody follows a link in it: the preview stays what it is.
    this.frame.addEventListener('load', () => {
      const there = this.document;
      if (!there?.getElementById('preview')) {
        this.frame.src = resolve(page.urls.frame);
        return;
      }
      there.addEventListener('click', event => { if (event.target.closest('a, button, summary')) this.stop(event); });
      this.html = null;
      this.show(this.last);
    });
    this.frame.src = resolve(page.urls.frame);
    for (const button of root.querySelectorAll('[data-preview-width]'))
      button.addEventListener('click', () => {
        this.isChosen = true;
        this.resize(button.dataset.previewWidth);
      });
    new ResizeObserver(() => {
      if (this.box.clientWidth > 0 && !this.isChosen) this.resize(this.box.clientWidth < READABLE ? 'phone' : 'desktop');
      this.fit();
    }).observe(this.box);
  }

  get document() {
    try {
      return this.frame.contentDocument;
    } catch {
      return null;
    }
  }

  stop(event) {
    // What opens and closes may; what leads away may not.
    if (event.target.closest('a, button')) event.preventDefault();
  }

  /** Something changed. */
  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), this.root.offsetParent === null ? WAIT * 5 : WAIT);
  }

  async ask() {
    this.running?.abort();
    this.running = new AbortController();
    const { status, body } = await post(this.page.urls.preview, this.read(), this.running.signal);
    if (status === -1) return;
    const { texts } = this.page;
    if (status !== 200) {
      this.note.textContent = body?.detail ?? body?.title ?? texts(status === 0 ? 'previewOffline' : 'previewFailed');
      return;
    }
    this.note.textContent = '';
    this.last = body;
    this.show(body);
  }

  show(answer) {
    const target = this.document?.getElementById('preview');
    if (!target || !answer) return;
    const title = this.document.getElementById('preview-title');
    if (title.textContent !== this.read().title) title.textContent = this.read().title;
    if (answer.html !== this.html) {
      const { scrollTop } = this.document.documentElement;
      patch(target, answer.html);
      this.document.documentElement.scrollTop = scrollTop;
      this.html = answer.html;
    }
    const missing = answer.missing ?? [];
    this.missing.hidden = missing.length === 0;
    this.missing.querySelector('ul').replaceChildren(...missing.map(sentence => {
      const item = document.createElement('li');
      item.textContent = sentence;
      return item;
    }));
  }

  resize(width) {
    this.width = width;
    for (const button of this.root.querySelectorAll('[data-preview-width]'))
      button.setAttribute('aria-pressed', String(button.dataset.previewWidth === width));
    this.fit();
  }

  /** A page of that width, made smaller until it fits. */
  fit() {
    const { clientWidth: room, clientHeight: height } = this.box;
    if (room === 0) return;
    const width = WIDTHS[this.width];
    const scale = Math.min(1, room / width);
    const { style } = this.frame;
    style.width = `${width}px`;
    style.height = `${height / scale}px`;
    style.transform = scale === 1 ? '' : `scale(${scale})`;
    style.marginInlineStart = `${Math.max(0, (room - width * scale) / 2)}px`;
  }
}

/** Only the paragraphs that changed are replaced, so that pictures do not flicker and what is read stays in its place. */
function patch(target, html) {
  const made = target.ownerDocument.createElement('template');
  made.innerHTML = html;
  const next = [...made.content.childNodes];
  const now = [...target.childNodes];
  const same = (a, b) => a && b && a.isEqualNode(b);
  let start = 0;
  while (same(now[start], next[start])) start += 1;
  let end = 0;
  while (end < now.length - start && end < next.length - start && same(now[now.length - 1 - end], next[next.length - 1 - end])) end += 1;
  for (const node of now.slice(start, now.length - end)) node.remove();
  target.insertBefore(fragmentOf(target, next.slice(start, next.length - end)), target.childNodes[start] ?? null);
}

function fragmentOf(target, nodes) {
  const fragment = target.ownerDocument.createDocumentFragment();
  fragment.append(...nodes.map(node => target.ownerDocument.importNode(node, true)));
  return fragment;
}
