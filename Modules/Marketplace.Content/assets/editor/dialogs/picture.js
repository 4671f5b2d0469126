import { el } from 'marketplace-ui/page.js';
import { get, post, postForm } from '../http.js';
import { labelled, settled, showDialog } from './dialog.js';

/** What the server's answer says, or a sentence of ours. */
const reason = (texts, { status, body }) => body?.detail ?? body?.title ?? texts(status === 0 ? 'uploadOffline' : 'uploadFailed');

/** @returns {Promise<{picture?: object, problem?: string}>} */
export async function uploadPicture({ texts, urls }, file) {
  const form = new FormData();
  form.append('file', file, file.name || 'picture.png');
  form.append('folder', '');
  const answer = await postForm(urls.media, form);
  return answer.status >= 200 && answer.status < 300 && answer.body?.address
    ? { picture: answer.body }
    : { problem: reason(texts, answer) };
}

/**
 * A picture of the library or a new one, with its alternative text.
 * @param {{alt?: string, picture?: object}} known `picture` was just uploaded: only its text is asked for.
 * @returns {Promise<{address: string, alt: string} | null>}
 */
export async function choosePicture(page, { alt = '', picture = null }) {
  const { texts, urls } = page;
  let chosen = picture;
  const image = el('img', { class: 'editor-chosen-image', alt: '' });
  const name = el('span');
  const preview = el('div', { class: 'editor-chosen', 'data-test': 'picture-chosen' }, image, name);
  const words = el('input', { class: 'form-control', autocomplete: 'off', 'data-test': 'picture-text' });
  const plain = el('input', { type: 'checkbox', class: 'form-check-input', 'data-test': 'picture-decorative' });
  const problem = el('p', { class: 'field-error', role: 'alert' });
  words.value = alt;

  const show = () => {
    preview.hidden = !chosen;
    if (!chosen) return;
    image.src = pictureOf(chosen);
    name.textContent = chosen.name ?? chosen.address;
    if (!words.value) words.value = chosen.alt ?? '';
  };
  plain.addEventListener('change', () => { words.disabled = plain.checked; });

  const content = [preview];
  let focus = words;
  if (!picture) {
    const library = libraryOf(found => { chosen = found; problem.textContent = ''; show(); words.focus(); });
    content.unshift(...library.content);
    focus = library.focus;
  }
  const plainField = labelled(texts('pictureDecorative'), plain);
  plainField.classList.add('field-check');
  plainField.prepend(plain);
  content.push(labelled(texts('pictureText'), words, texts('pictureTextHelp')), plainField, problem);
  show();
  const { dialog, done } = showDialog({
    title: texts(picture ? 'pictureTextTitle' : 'pictureTitle'), test: 'picture-dialog', cancel: texts('cancel'),
    wide: 'wide', focus, content,
    actions: [{ value: 'insert', label: texts('pictureInsert'), kind: 'primary', test: 'picture-insert' }],
  });
  dialog.querySelector('form').addEventListener('submit', event => {
    const needsWords = !plain.checked && words.value.trim() === '';
    problem.textContent = !chosen ? texts('pictureChooseFirst') : needsWords ? texts('pictureTextNeeded') : '';
    if (!problem.textContent) return;
    event.preventDefault();
    if (chosen) words.focus();
  });
  if (await done !== 'insert') return null;
  // The text cannot say that a picture is only decoration; the library can, and without either nobody may publish it.
  if (plain.checked && chosen.needs_alt) await post(`${urls.media}/${chosen.id}/alternative-text`, { alt: '', decorative: 'yes' });
  return { address: chosen.address, alt: plain.checked ? '' : words.value.trim() };

  // The library's thumbnails are ready to be shown; an address is as texts write it, without the tenant's prefix.
  function pictureOf(entry) {
    return entry.thumbnail ?? page.address(entry.address);
  }

  function libraryOf(choose) {
    const search = el('input', { type: 'search', class: 'form-control', autocomplete: 'off', 'data-test': 'picture-search' });
    const file = el('input', { type: 'file', class: 'form-control', accept: 'image/*', 'data-test': 'picture-file' });
    const list = el('ul', { class: 'editor-library', 'aria-label': texts('pictureLibrary'), 'data-test': 'picture-library' });
    const state = el('p', { class: 'muted', role: 'status' });
    const find = settled(async signal => {
      const { status, body } = await get(`${urls.media}?q=${encodeURIComponent(search.value)}`, signal);
      if (status === -1) return;
      const found = status !== 200 ? [] : body ?? [];
      state.textContent = status !== 200 ? texts('searchFailed') : found.length === 0 ? texts('nothingFound') : '';
      list.replaceChildren(...found.map(entry => {
        const pick = el('button', { type: 'button', 'data-test': 'picture-choice' },
          el('img', { src: pictureOf(entry), alt: '', loading: 'lazy' }),
          el('span', {}, entry.name ?? entry.address));
        pick.addEventListener('click', () => {
          for (const other of list.querySelectorAll('[aria-pressed]')) other.removeAttribute('aria-pressed');
          pick.setAttribute('aria-pressed', 'true');
          choose(entry);
        });
        return el('li', {}, pick);
      }));
    });
    search.addEventListener('input', find);
    search.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault(); });
    file.addEventListener('change', async () => {
      if (!file.files[0]) return;
      state.textContent = texts('uploading');
      const { picture: uploaded, problem: why } = await uploadPicture(page, file.files[0]);
      state.textContent = '';
      problem.textContent = why ?? '';
      if (uploaded) choose(uploaded);
    });
    find();
    return {
      focus: search,
      content: [
        labelled(texts('pictureUpload'), file), labelled(texts('pictureSearch'), search), state,
        el('div', { class: 'editor-library-box', tabindex: '0', role: 'group', 'aria-label': texts('pictureLibrary') }, list),
      ],
    };
  }
}
