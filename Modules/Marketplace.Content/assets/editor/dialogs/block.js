import { el } from 'marketplace-ui/page.js';
import { writeBlock } from '../blocks.js';
import { post } from '../http.js';
import { labelled, settled, showDialog } from './dialog.js';

/** @returns {Promise<string | null>} The name of a block. */
export async function chooseBlock({ texts, blocks }) {
  const all = await blocks.load();
  const list = el('ul', { class: 'editor-results', 'data-test': 'block-list', 'aria-label': texts('blocks') });
  const { done, close } = showDialog({
    title: texts('blocksTitle'), test: 'blocks-dialog', cancel: texts('cancel'), wide: 'wide',
    content: [all === null ? el('p', { role: 'alert' }, texts('searchFailed')) : all.length === 0 ? el('p', {}, texts('noBlocks')) : list],
  });
  for (const block of all ?? []) {
    const pick = el('button', { type: 'button', 'data-test': 'block-choice', 'data-block': block.name },
      iconOf(block), el('strong', {}, block.title), el('span', {}, block.detail));
    pick.addEventListener('click', () => close(block.name));
    list.append(el('li', {}, pick));
  }
  return await done || null;
}

function iconOf(block) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [key, value] of Object.entries({ class: 'bi', viewBox: '0 0 16 16', 'aria-hidden': 'true' })) svg.setAttribute(key, value);
  // The shapes of our own icons, as the server has them.
  svg.innerHTML = block.shapes ?? '';
  return svg;
}

/**
 * The parameters of a block as a form, with what it shows below.
 * @param {Record<string, string>} known
 * @returns {Promise<string | null>} The block as it is written.
 */
export async function editBlock({ texts, blocks, urls, language }, name, known = {}) {
  await blocks.load();
  const block = blocks.find(name);
  // What is written stays, also where nobody knows what it is for.
  const parameters = [
    ...block?.parameters ?? [],
    ...Object.keys(known).filter(key => !block?.parameters.some(x => x.name === key)).map(key => ({ name: key, label: key })),
  ];
  const fields = parameters.map(parameter => ({ parameter, control: controlOf(parameter, known[parameter.name] ?? '') }));
  const shown = el('div', { class: 'editor-block-shown', role: 'status', 'data-test': 'block-shown' });
  const valueOf = ({ parameter, control }) => [parameter.name, control.value.trim()];
  const written = () => writeBlock(name, Object.fromEntries(fields.map(valueOf)));

  const look = settled(async signal => {
    const { status, body } = await post(urls.blockViews, { language, blocks: [written()] }, signal);
    if (status === -1) return;
    const view = status === 200 ? body?.[0] : null;
    const text = view ? new DOMParser().parseFromString(view.html, 'text/html').body.textContent.replace(/\s+/g, ' ').trim() : '';
    const found = text ? texts('blockShows', { text }) : texts('blockShowsNothing');
    shown.textContent = view ? view.missing[0] ?? found : texts('searchFailed');
    shown.classList.toggle('is-missing', Boolean(view?.missing.length));
  }, 150);

  const content = fields.map(({ parameter, control }) => labelled(
    parameter.required ? texts('requiredLabel', { label: parameter.label }) : parameter.label, control, parameter.help));
  for (const { control } of fields) control.addEventListener('input', look);
  look();
  const { done } = showDialog({
    title: block?.title ?? texts('unknownBlock', { name }), test: 'block-dialog', cancel: texts('cancel'), focus: fields[0]?.control,
    content: [...block ? [el('p', { class: 'muted' }, block.detail)] : [], ...content, shown],
    actions: [{ value: 'insert', label: texts('blockInsert'), kind: 'primary', test: 'block-insert' }],
  });
  return await done === 'insert' ? written() : null;

  function controlOf(parameter, value) {
    const required = parameter.required ? { required: '' } : {};
    const test = { 'data-test': `block-${parameter.name}` };
    if (!parameter.choices) {
      const input = el('input', { class: 'form-control', autocomplete: 'off', ...required, ...test });
      input.value = value;
      return input;
    }
    const select = el('select', { class: 'form-select', ...required, ...test });
    select.append(el('option', { value: '' }, parameter.required ? texts('choose') : texts('none')));
    for (const choice of parameter.choices) select.append(el('option', { value: choice.value }, choice.label));
    // A choice that is gone is shown as it is written, so that nothing changes by looking.
    if (value && !parameter.choices.some(x => x.value === value)) select.append(el('option', { value }, texts('goneChoice', { value })));
    select.value = value;
    return select;
  }
}

