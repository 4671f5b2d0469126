// Pays what the customer's bank asked about; afterwards the link is used up.
import { payWithCard } from '../../Marketplace.Payments/js/payments.js';

const button = document.getElementById('confirm-payment');

button.addEventListener('click', async () => {
  const { clientSecret, amount, next } = button.dataset;
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  try {
    const { succeeded } = await payWithCard({ clientSecret, amount: Number(amount) });
    if (succeeded) location.assign(next);
  } finally {
    button.disabled = false;
    button.removeAttribute('aria-busy');
  }
});
