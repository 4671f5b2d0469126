// Uploads to the media library one file after the other, each with its progress, and asks for the words about each picture.
import { postJson } from '../../Marketplace.Ui/js/ui.js';
import { el, pageUser, resolve } from '../../Marketplace.Ui/js/page.js';

for (const form of document.querySelectorAll('[data-media-upload]')) enhance(form);

function enhance(form) {
  const field = form.querySelector('input[type=file]');
  const drop = form.querySelector('[data-media-drop]');
  const queue = form.querySelector('[data-media-queue]');
  let turn = Promise.resolve();

  form.querySelector('[data-media-plain]').hidden = true;

  const add = files => {
    queue.hidden = false;
    for (const file of files) {
      const row = newRow(form, file);
      queue.append(row.item);
      turn = turn.then(() => send(form, file, row));
    }
    turn = turn.then(() => offerReload(form, queue));
  };

  field.addEventListener('change', () => {
    add([...field.files]);
    field.value = '';
  });
  form.addEventListener('submit', event => event.preventDefault());
  for (const name of ['dragenter', 'dragover']) {
    drop.addEventListener(name, event => {
      if (![...event.dataTransfer.types].includes('Files')) return;
      event.preventDefault();
      drop.classList.add('is-over');
    });
  }
  for (const name of ['dragleave', 'drop']) drop.addEventListener(name, () => drop.classList.remove('is-over'));
  drop.addEventListener('drop', event => {
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
  // A file dropped beside the field must not replace the page.
  for (const name of ['dragover', 'drop']) document.addEventListener(name, event => event.preventDefault());
}

function newRow(form, file) {
  const picture = el('span', { class: 'media-thumbnail', 'aria-hidden': 'true' });
  const state = el('span', { class: 'media-state' }, form.dataset.waiting);
  const progress = el('progress', { max: '100', value: '0', 'aria-label': form.dataset.progress.replace('[name]', file.name) });
  const item = el('li', { 'data-test': 'upload' }, picture, el('span', { class: 'media-name' }, file.name), el('div', {}, progress, state));
  return { item, picture, progress, state };
}

async function send(form, file, row) {
  if (file.size > Number(form.dataset.largest)) return refuse(row, form.dataset.tooLarge);
  row.progress.hidden = false;
  row.state.classList.remove('is-bad');
  const { status, body } = await upload(form, file, row.progress);
  if (status === 200 || status === 201) return take(form, row, body);
  if (status === 401) return refuse(row, form.dataset.signedOut, () => send(form, file, row));
  if (status === 0 || status >= 500) return refuse(row, form.dataset.failed, () => send(form, file, row));
  return refuse(row, body?.detail ?? form.dataset.failed);
}

/** @returns {Promise<{status: number, body: any}>} Status 0 when the server could not be reached. */
function upload(form, file, progress) {
  const data = new FormData();
  data.append('folder', form.dataset.folder);
  data.append('file', file);
  return new Promise(done => {
    const request = new XMLHttpRequest();
    request.open('POST', resolve(form.dataset.endpoint));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Page-User', pageUser);
    request.upload.addEventListener('progress', event => {
      if (event.lengthComputable) progress.value = Math.round(event.loaded / event.total * 100);
    });
    request.addEventListener('load', () => done({ status: request.status, body: read(request.responseText) }));
    for (const name of ['error', 'abort', 'timeout']) request.addEventListener(name, () => done({ status: 0, body: null }));
    request.send(data);
  });
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refuse(row, sentence, again) {
  row.progress.hidden = true;
  row.state.textContent = sentence;
  row.state.classList.add('is-bad');
  if (!again) return;
  const form = row.item.closest('form');
  const button = el('button', { type: 'button', class: 'btn btn-sm btn-secondary' }, form.dataset.retry);
  button.addEventListener('click', () => {
    button.remove();
    again();
  });
  row.state.after(button);
}

function take(form, row, media) {
  row.item.dataset.address = media.address;
  row.progress.hidden = true;
  row.state.textContent = form.dataset.done;
  row.item.querySelector('.media-name').replaceChildren(
    el('a', { href: resolve(`~/admin/content/media/${media.id}`) }, media.name));
  if (media.thumbnail) row.picture.append(el('img', { src: media.thumbnail, alt: '' }));
  if (media.needs_alt) askForWords(form, row, media);
}

function askForWords(form, row, media) {
  const id = `alt-${media.id}`;
  const input = el('input', { class: 'form-control', id, maxlength: '300', autocomplete: 'off' });
  const save = el('button', { type: 'button', class: 'btn btn-secondary' }, form.dataset.save);
  const decorative = el('button', { type: 'button', class: 'btn btn-quiet' }, form.dataset.decorative);
  const words = el('div', { class: 'media-words' },
    el('div', {}, el('label', { class: 'form-label', for: id }, form.dataset.alt), input), save, decorative);
  const describe = async body => {
    const answer = await postJson(`${form.dataset.endpoint}/${media.id}/alternative-text`, body);
    if (answer.status === 200) {
      words.remove();
      row.state.textContent = form.dataset.saved;
      row.state.classList.remove('is-bad');
    } else {
      row.state.textContent = answer.body?.errors?.alt?.[0] ?? answer.body?.detail ?? form.dataset.failed;
      row.state.classList.add('is-bad');
    }
  };
  save.addEventListener('click', () => describe({ alt: input.value }));
  decorative.addEventListener('click', () => describe({ alt: '', decorative: 'yes' }));
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    describe({ alt: input.value });
  });
  row.item.append(words);
}

function offerReload(form, queue) {
  if (form.querySelector('[data-media-reload]') || !queue.querySelector('[data-address]')) return;
  queue.after(el('a', { class: 'btn btn-secondary', href: location.href, 'data-media-reload': '' }, form.dataset.reload));
}
