// "Buy Credits" when a purchase costs more than the balance (S0-38, S1-39).
import { closeDialog, formatMoney, openDialog } from '../../Marketplace.Ui/js/ui.js';

const part = (dialog, name) => dialog.querySelector(`[data-part="${name}"]`);

/**
 * @param {number} required credits
 * @param {number} available credits
 * @returns {Promise<number|null>} dollars to buy, or null when the customer does not want to
 */
export function showInsufficientFundsModal(required, available) {
  const dialog = document.getElementById('insufficientFundsModal');
  const form = part(dialog, 'form');
  const shortfall = required - available;
  // A credit need not be a dollar. Floating point must not add a cent of its own.
  const cost = Math.ceil(Number((shortfall * Number(dialog.dataset.usdValue) * 100).toFixed(4))) / 100;
  part(dialog, 'required').textContent = formatMoney(required);
  part(dialog, 'available').textContent = formatMoney(available);
  choose(form, cost);
  show(dialog, form);

  return new Promise(resolve => {
    const listening = new AbortController();
    const end = amount => {
      listening.abort();
      closeDialog(dialog);
      resolve(amount);
    };
    const on = (target, type, handler) => target.addEventListener(type, handler, { signal: listening.signal });
    on(form, 'input', () => show(dialog, form));
    on(form, 'submit', event => {
      event.preventDefault();
      const amount = read(form);
      const wrong = check(dialog, amount, cost, shortfall);
      complain(dialog, wrong);
      if (!wrong) end(amount);
    });
    for (const name of ['close', 'cancel']) on(part(dialog, name), 'click', () => end(null));
    on(dialog, 'close', () => end(null));
    openDialog(dialog);
    part(dialog, 'submit').focus();
  });
}

/** The smallest choice that covers what is missing, else a custom amount. */
function choose(form, cost) {
  const radios = [...form.elements.topup];
  const fitting = radios.filter(radio => Number(radio.value) >= cost).sort((a, b) => Number(a.value) - Number(b.value))[0];
  (fitting ?? radios.at(-1)).checked = true;
  if (!fitting) form.querySelector('#topupCustomAmount').value = String(Math.ceil(cost));
}

function show(dialog, form) {
  part(dialog, 'custom').hidden = form.elements.topup.value !== 'custom';
  const amount = read(form);
  part(dialog, 'submit').textContent = dialog.dataset.textBuy.replace('{0}', Number.isFinite(amount) ? dollars(amount) : '…');
  complain(dialog, '');
}

function read(form) {
  if (form.elements.topup.value !== 'custom') return Number(form.elements.topup.value);
  const text = form.querySelector('#topupCustomAmount').value.trim().replace(/^\$/, '').replaceAll(',', '');
  return /^\d+(\.\d{1,2})?$/.test(text) ? Number(text) : NaN;
}

function check(dialog, amount, cost, shortfall) {
  const { minimum, maximum, textRange, textMore } = dialog.dataset;
  const isCustom = dialog.querySelector('[name="topup"]:checked').value === 'custom';
  if (!Number.isFinite(amount) || (isCustom && (amount < Number(minimum) || amount > Number(maximum)))) return textRange;
  return amount < cost ? textMore.replace('{0}', formatMoney(shortfall)) : '';
}

function complain(dialog, message) {
  const line = part(dialog, 'error');
  line.textContent = message;
  line.hidden = message === '';
}

const dollars = amount => `$${amount.toLocaleString('en-US', { minimumFractionDigits: Number.isInteger(amount) ? 0 : 2, maximumFractionDigits: 2 })}`;
