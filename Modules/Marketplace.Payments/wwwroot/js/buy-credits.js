// The wallet page's section "Buy Credits:".
import { explainAmount, postJson, readAmount, toast } from '../../Marketplace.Ui/js/ui.js';
import { config, payWithCard } from './payments.js';

const section = document.getElementById('buy-credits');
const form = document.getElementById('buy-custom-amount');
const input = document.getElementById('custom-amount');
const error = document.getElementById('custom-amount-error');

section.addEventListener('click', event => {
  const button = event.target.closest('[data-buy-amount], [data-buy-package]');
  if (!button) return;
  showError('');
  const { buyAmount, buyPackage, price } = button.dataset;
  buy(buyPackage ? { package_id: buyPackage, amount_usd: Number(price) } : { amount_usd: Number(buyAmount) }, button);
});

form.addEventListener('submit', event => {
  event.preventDefault();
  const { digits, problem } = readAmount(input.value);
  const amount = Number(digits);
  const fits = amount >= Number(form.dataset.minimum) && amount <= Number(form.dataset.maximum);
  const wrong = problem ? explainAmount(problem) : fits ? '' : form.dataset.invalid;
  showError(wrong);
  if (wrong) input.focus();
  else buy({ amount_usd: amount }, event.submitter ?? form.querySelector('button'));
});

input.addEventListener('input', () => showError(''));

function showError(message) {
  error.textContent = message;
  error.hidden = message === '';
  input.classList.toggle('is-invalid', message !== '');
  input.setAttribute('aria-invalid', String(message !== ''));
}

async function buy(request, button) {
  const { topUpsUrl, texts } = config();
  const buttons = section.querySelectorAll('button');
  buttons.forEach(b => (b.disabled = true));
  button.setAttribute('aria-busy', 'true');
  try {
    // One key per click: a request that the browser repeats answers the first attempt.
    const { status, body } = await postJson(topUpsUrl, request, { 'Idempotency-Key': newKey() });
    if (status === 200) {
      const { succeeded } = await payWithCard({ clientSecret: body.client_secret, amount: body.amount_cents / 100 });
      if (succeeded) form.reset();
    } else if (body?.errors) {
      showError(Object.values(body.errors)[0][0]);
    } else {
      toast('danger', status === 0 ? texts.offline : status === 401 ? texts.signIn : body?.detail ?? texts.retry);
    }
  } finally {
    buttons.forEach(b => (b.disabled = false));
    button.removeAttribute('aria-busy');
    button.focus();
  }
}

// randomUUID exists on https pages and on localhost only.
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(x => x.toString(16).padStart(2, '0')).join('');
