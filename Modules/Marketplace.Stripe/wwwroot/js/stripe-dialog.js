// The payment dialog. It knows Stripe.js (or the sandbox's stand-in); payments.js knows everything else.
import { closeDialog, openDialog, toast } from '../../Marketplace.Ui/js/ui.js';
import { registerProvider } from '../../Marketplace.Payments/js/payments.js';

const dialog = document.getElementById('stripePaymentModal');
const form = document.getElementById('stripePaymentForm');
const button = document.getElementById('confirmPayment');
const errors = document.getElementById('card-errors');
const closeButton = document.getElementById('closePayment');
const texts = dialog.dataset;
// Cards are charged in dollars, whatever the tenant's credits are called.
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

let scriptLoading = null;
const stripes = new Map();

registerProvider('stripe', {
  async pay({ clientSecret, amount, publishableKey, scriptUrl, settled }) {
    await (scriptLoading ??= loadScript(scriptUrl));
    if (!stripes.has(publishableKey)) stripes.set(publishableKey, window.Stripe(publishableKey));
    return showStripePaymentModal(stripes.get(publishableKey), clientSecret, { amount, settled });
  },
});

function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => {
      scriptLoading = null;
      script.remove();
      reject(new Error('The payment provider’s script did not load.'));
    });
    document.head.append(script);
  });
}

/**
 * Shows the dialog until the payment is done or the customer leaves it.
 * @param stripe what Stripe(publishableKey) returned
 * @param {string} clientSecret of the intent to pay
 * @param {{amount: number, settled: (paymentIntentId: string) => Promise<{status: string}>}} options amount in USD
 * @returns {Promise<{succeeded: boolean, paymentIntentId?: string, pending?: boolean}>}
 */
export function showStripePaymentModal(stripe, clientSecret, { amount, settled }) {
  const payText = texts.pay.replace('{0}', dollars.format(amount));
  const card = stripe.elements().create('card', { hidePostalCode: true });
  card.on('change', event => showError(event.error?.message ?? ''));
  card.on('ready', () => card.focus());
  showError('');
  busy(false, payText);
  openDialog(dialog);
  card.mount('#card-element');

  return new Promise(resolve => {
    let outcome = { succeeded: false };
    let isPaying = false;

    async function onSubmit(event) {
      event.preventDefault();
      if (isPaying) return;
      isPaying = true;
      showError('');
      forgetToasts();
      busy(true, texts.paying);
      try {
        outcome = await pay(stripe, clientSecret, card, settled);
      } finally {
        isPaying = false;
        busy(false, payText);
      }
      if (outcome.succeeded) closeDialog(dialog);
      else card.focus();
    }

    // While the card is being charged, closing would only hide how it ends.
    const onCancel = event => isPaying && event.preventDefault();
    const onCloseClick = () => isPaying || closeDialog(dialog);

    form.addEventListener('submit', onSubmit);
    dialog.addEventListener('cancel', onCancel);
    closeButton.addEventListener('click', onCloseClick);
    dialog.addEventListener('close', () => {
      form.removeEventListener('submit', onSubmit);
      dialog.removeEventListener('cancel', onCancel);
      closeButton.removeEventListener('click', onCloseClick);
      card.destroy();
      forgetToasts();
      resolve(outcome);
    }, { once: true });
  });
}

async function pay(stripe, clientSecret, card, settled) {
  let result;
  try {
    result = await stripe.confirmCardPayment(clientSecret, { payment_method: { card } });
  } catch (error) {
    console.error(error);
    result = { error: { type: 'api_connection_error' } };
  }
  // An intent that had succeeded before (a second click, a lost answer) is a success, not an error.
  const intent = result.paymentIntent ?? result.error?.payment_intent;
  if (intent && (intent.status === 'succeeded' || intent.status === 'processing')) {
    busy(true, texts.crediting);
    const { status } = await settled(intent.id);
    return { succeeded: true, paymentIntentId: intent.id, pending: status !== 'succeeded' };
  }
  refuse(result.error);
  return { succeeded: false };
}

function refuse(error) {
  const unsure = !error?.message || error.type === 'api_connection_error';
  const text = unsure ? texts.unsure : `${error.message} ${texts.notCharged}`;
  showError(text);
  if (error?.type !== 'validation_error') toast('danger', text);
}

function busy(isBusy, text) {
  button.disabled = isBusy;
  closeButton.disabled = isBusy;
  button.setAttribute('aria-busy', String(isBusy));
  button.textContent = text;
}

function showError(text) {
  errors.textContent = text;
}

/** What an earlier try said would only confuse the next one. */
function forgetToasts() {
  dialog.querySelector('.toasts')?.remove();
}
