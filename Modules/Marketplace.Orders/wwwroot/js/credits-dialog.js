// "Buy Credits" when a purchase costs more than the balance (S0-38, S1-39).
import { closeDialog, explainAmount, formatMoney, openDialog, readAmount } from '../../Marketplace.Ui/js/ui.js';

const part = (dialog, name) => dialog.querySelector(`[data-part="${name}"]`);

/**
 * @param {number} required credits
 * @param {number} available credits
 * @param {string} reason why auto top-up bought nothing, or empty
 * @returns {Promise<{topup_amount_usd: number, topup_package_id?: string}|null>} what to buy, or null when the customer does not want to
 */
export function showInsufficientFundsModal(required, available, reason = '') {
  const dialog = document.getElementById('insufficientFundsModal');
  const form = part(dialog, 'form');
  const shortfall = required - available;
  // A credit need not be a dollar. Floating point must not add a cent of its own.
  const cost = Math.ceil(Number((shortfall * Number(dialog.dataset.usdValue) * 100).toFixed(4))) / 100;
  part(dialog, 'required').textContent = formatMoney(required);
  part(dialog, 'available').textContent = formatMoney(available);
  part(dialog, 'reason').textContent = reason;
  part(dialog, 'reason').hidden = !reason;
  const need = { cost, shortfall };
  choose(form, need);
  show(dialog, form);

  return new Promise(resolve => {
    const listening = new AbortController();
    const end = choice => {
      listening.abort();
      closeDialog(dialog);
      resolve(choice);
    };
    const on = (target, type, handler) => target.addEventListener(type, handler, { signal: listening.signal });
    on(form, 'input', () => show(dialog, form));
    on(form, 'submit', event => {
      event.preventDefault();
      const wrong = check(dialog, form, need);
      complain(dialog, wrong);
      if (!wrong) end(bought(form));
    });
    for (const name of ['close', 'cancel']) on(part(dialog, name), 'click', () => end(null));
    on(dialog, 'close', () => end(null));
    openDialog(dialog);
    part(dialog, 'submit').focus();
  });
}

/** The cheapest choice that covers what is missing, else a custom amount. */
function choose(form, need) {
  const radios = [...form.elements.topup];
  const fitting = radios.filter(radio => covers(radio, need)).sort((a, b) => Number(a.value) - Number(b.value))[0];
  (fitting ?? radios.at(-1)).checked = true;
  if (!fitting) form.querySelector('#topupCustomAmount').value = String(Math.ceil(need.cost));
}

/** A package gives other credits than its price alone would. */
const covers = (radio, { cost, shortfall }) => radio.dataset.package ? Number(radio.dataset.credits) >= shortfall : Number(radio.value) >= cost;

const chosen = form => [...form.elements.topup].find(radio => radio.checked);

function bought(form) {
  const id = chosen(form).dataset.package;
  return { topup_amount_usd: read(form).amount, ...(id && { topup_package_id: id }) };
}

function show(dialog, form) {
  part(dialog, 'custom').hidden = form.elements.topup.value !== 'custom';
  const { amount } = read(form);
  const { textBuy, textBuyPackage } = dialog.dataset;
  part(dialog, 'submit').textContent = (chosen(form).dataset.package ? textBuyPackage : textBuy).replace('{0}', Number.isFinite(amount) ? dollars(amount) : '…');
  complain(dialog, '');
}

/** Dollars, or NaN and why there is no amount. */
function read(form) {
  if (form.elements.topup.value !== 'custom') return { amount: Number(form.elements.topup.value), problem: '' };
  const { digits, problem } = readAmount(form.querySelector('#topupCustomAmount').value);
  return { amount: problem ? NaN : Number(digits), problem };
}

function check(dialog, form, need) {
  const { minimum, maximum, textRange, textMore } = dialog.dataset;
  const { amount, problem } = read(form);
  const isCustom = form.elements.topup.value === 'custom';
  if (problem) return explainAmount(problem);
  if (isCustom && (amount < Number(minimum) || amount > Number(maximum))) return textRange;
  const isEnough = isCustom ? amount >= need.cost : covers(chosen(form), need);
  return isEnough ? '' : textMore.replace('{0}', formatMoney(need.shortfall));
}

function complain(dialog, message) {
  const line = part(dialog, 'error');
  line.textContent = message;
  line.hidden = message === '';
}

const dollars = amount => `$${amount.toLocaleString('en-US', { minimumFractionDigits: Number.isInteger(amount) ? 0 : 2, maximumFractionDigits: 2 })}`;
