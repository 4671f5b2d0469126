// The page "Payment methods": adds one, and shows the list anew without a reload.
import { savePaymentMethod } from './payments.js';

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-add-method]');
  if (!button || button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  try {
    await savePaymentMethod(button.dataset.addMethod);
  } finally {
    button.removeAttribute('aria-busy');
    button.focus();
  }
});

document.addEventListener('payment-methods-changed', async () => {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (fresh) part.replaceChildren(...fresh.childNodes);
  }
});
