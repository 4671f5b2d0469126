import { WidgetType } from '@codemirror/view';
import { el } from 'marketplace-ui/page.js';
import { context } from '../context.js';
import { escapeAddress, escapeAlt, findPictures } from '../pictures.js';

/** A picture that stands alone on its line, with its alternative text to be edited. */
export class PictureWidget extends WidgetType {
  constructor(line, picture) {
    super();
    Object.assign(this, { line, picture });
  }

  eq(other) {
    return other.line === this.line;
  }

  get estimatedHeight() {
    return 220;
  }

  toDOM(view) {
    const { texts, dialogs } = view.state.facet(context);
    const image = el('img', { class: 'editor-picture-image', alt: '', loading: 'lazy' });
    image.addEventListener('error', () => figure.classList.add('is-missing'));
    image.addEventListener('load', () => { figure.classList.remove('is-missing'); view.requestMeasure(); });
    const input = el('input', { class: 'form-control form-control-sm', 'data-test': 'picture-alt', autocomplete: 'off' });
    input.addEventListener('input', () => change(view, figure, { alt: input.value }));
    input.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === 'Escape') leave(event, view, figure); });
    const button = (kind, test, label) =>
      el('button', { type: 'button', class: `btn btn-sm btn-${kind}`, 'data-test': test }, texts(label));
    const choose = button('secondary', 'picture-replace', 'pictureReplace');
    choose.addEventListener('click', async () => {
      const chosen = await dialogs.choosePicture({ alt: input.value });
      if (chosen) change(view, figure, chosen);
    });
    const remove = button('quiet', 'picture-remove', 'pictureRemove');
    remove.addEventListener('click', () => {
      const line = view.state.doc.lineAt(view.posAtDOM(figure));
      view.dispatch({ changes: { from: line.from, to: Math.min(line.to + 1, view.state.doc.length) }, userEvent: 'delete.picture' });
      view.focus();
    });
    const figure = el('div', { class: 'editor-picture', 'data-test': 'picture' },
      el('div', { class: 'editor-box' },
        el('div', {}, image, el('p', { class: 'editor-picture-missing' }, texts('pictureMissing'))),
        el('label', { class: 'editor-picture-alt' }, texts('pictureAlt'), input),
        el('div', { class: 'editor-widget-actions' }, choose, remove)));
    this.updateDOM(figure, view);
    return figure;
  }

  updateDOM(figure, view) {
    const { address } = view.state.facet(context);
    const image = figure.querySelector('img');
    const input = figure.querySelector('input');
    const source = address(this.picture.address);
    if (image.getAttribute('src') !== source) image.setAttribute('src', source);
    // Blanks at the end are cut in the text, but belong to the word that is being typed.
    if (input.value.trim() !== this.picture.alt) input.value = this.picture.alt;
    figure.classList.toggle('needs-alt', this.picture.alt === '');
    return true;
  }

  ignoreEvent() {
    return true;
  }
}

/** @param {{alt?: string, address?: string}} parts Only these change. */
function change(view, figure, parts) {
  const line = view.state.doc.lineAt(view.posAtDOM(figure));
  const [picture] = findPictures(line.text);
  if (!picture) return;
  const changes = [];
  if (parts.alt !== undefined && parts.alt.trim() !== picture.alt)
    changes.push({ from: line.from + picture.altFrom, to: line.from + picture.altTo, insert: escapeAlt(parts.alt) });
  if (parts.address !== undefined && parts.address !== picture.address)
    changes.push({ from: line.from + picture.addressFrom, to: line.from + picture.addressTo, insert: escapeAddress(parts.address) });
  if (changes.length > 0) view.dispatch({ changes, userEvent: 'input.picture' });
}

export function leave(event, view, element) {
  event.preventDefault();
  view.dispatch({ selection: { anchor: view.state.doc.lineAt(view.posAtDOM(element)).to } });
  view.focus();
}
