// Payments that were left open go on in the payment dialog; receipts are printed.
import { postJson, toast } from '../../Marketplace.Ui/js/ui.js';
import { config, payWithCard } from './payments.js';

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) window.print();
  const button = event.target.closest('[data-continue]');
  if (button) goOn(button);
});

async function goOn(button) {
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  try {
    const { status, body } = await postJson(button.dataset.continue, {});
    if (status === 200) {
      const { succeeded } = await payWithCard({ clientSecret: body.client_secret, amount: body.amount_cents / 100 });
      if (succeeded) location.reload();
    } else {
      const texts = config()?.texts;
      toast('danger', status === 0 ? texts?.offline : status === 401 ? texts?.signIn : body?.detail ?? texts?.retry);
    }
  } finally {
    button.disabled = false;
    button.removeAttribute('aria-busy');
  }
}
