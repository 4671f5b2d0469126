// The payment dialog. It knows Stripe.js (or the sandbox's stand-in); payments.js knows everything else.
import { closeDialog, openDialog, toast } from '../../Marketplace.Ui/js/ui.js';
import { registerProvider } from '../../Marketplace.Payments/js/payments.js';
import { showChoices } from './payment-choices.js';

const dialog = document.getElementById('stripePaymentModal');
const form = document.getElementById('stripePaymentForm');
const button = document.getElementById('confirmPayment');
const errors = document.getElementById('card-errors');
const closeButton = document.getElementById('closePayment');
const texts = dialog.dataset;
// Cards are charged in dollars, whatever the tenant's credits are called.
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
// The customer agrees on this page to be charged later; PayPal wants to hear so.
const mandate = { customer_acceptance: { type: 'online', online: { infer_from_client: true } } };

let scriptLoading = null;
const stripes = new Map();

registerProvider('stripe', {
  async pay({ clientSecret, publishableKey, scriptUrl, ...options }) {
    const stripe = await load(publishableKey, scriptUrl);
    // An intent made for one method, or before the account took PayPal, takes less than the account does.
    const { paymentIntent } = await attempt(() => stripe.retrievePaymentIntent(clientSecret));
    const kinds = options.kinds.filter(kind => paymentIntent?.payment_method_types?.includes(kind) ?? kind === 'card');
    return showStripePaymentModal(stripe, clientSecret, { ...options, kinds });
  },
  async save({ clientSecret, type, publishableKey, scriptUrl, returnUrl, saved }) {
    const stripe = await load(publishableKey, scriptUrl);
    return type === 'paypal' ? savePayPal(stripe, clientSecret, returnUrl) : showSaveCardDialog(stripe, clientSecret, saved);
  },
});

async function load(publishableKey, scriptUrl) {
  await (scriptLoading ??= loadScript(scriptUrl));
  if (!stripes.has(publishableKey)) stripes.set(publishableKey, window.Stripe(publishableKey));
  return stripes.get(publishableKey);
}

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
 * @param {{amount: number, kinds?: string[], methods?: object[], canSave?: boolean, returnUrl?: string,
 *   settled: (paymentIntentId: string) => Promise<{status: string}>}} options amount in USD
 * @returns {Promise<{succeeded: boolean, paymentIntentId?: string, pending?: boolean}>}
 */
export function showStripePaymentModal(stripe, clientSecret, { amount, kinds = ['card'], methods = [], canSave = false, returnUrl = location.href, settled }) {
  const price = dollars.format(amount);
  const card = createCard(stripe);
  const choices = showChoices({ texts, kinds, methods, canSave, changed: choice => {
    showError('');
    setButton(false, payText(choice));
  } });
  const payText = choice => (choice.isPayPal ? texts.toPayPal : texts.pay.replace('{0}', price));
  // What the gateway was told before must be taken back when the customer changes their mind.
  let askedToSave = false;

  async function confirm(choice) {
    const data = { payment_method: choice.id ?? (choice.isPayPal ? {} : { card }) };
    if (choice.save) data.setup_future_usage = 'off_session';
    else if (askedToSave) data.setup_future_usage = '';
    askedToSave ||= choice.save;
    if (!choice.isPayPal) return stripe.confirmCardPayment(clientSecret, data);
    if (!choice.id) delete data.payment_method;
    return stripe.confirmPayPalPayment(clientSecret, { ...data, return_url: returnUrl, ...(choice.save && { mandate_data: mandate }) });
  }

  async function pay() {
    const choice = choices.current();
    setButton(true, choice.isPayPal ? texts.leaving : texts.paying);
    const result = await attempt(() => confirm(choice));
    // An intent that had succeeded before (a second click, a lost answer) is a success, not an error.
    const intent = result.paymentIntent ?? result.error?.payment_intent;
    if (intent && (intent.status === 'succeeded' || intent.status === 'processing')) {
      setButton(true, texts.crediting);
      const { status } = await settled(intent.id);
      return { succeeded: true, paymentIntentId: intent.id, pending: status !== 'succeeded' };
    }
    if (choice.id && isGone(result.error)) {
      choices.drop(choice.id);
      sayNo(texts.gone);
    } else {
      refuse(result.error, texts.notCharged, texts.unsure);
    }
    return { succeeded: false };
  }

  return show({ title: texts.payTitle, amount: price, closeText: texts.closePay, card, work: pay, idle: () => payText(choices.current()), focus: () => choices.focus(card), hide: choices.hide });
}

/** @returns {Promise<{succeeded: boolean}>} */
function showSaveCardDialog(stripe, clientSecret, saved) {
  const card = createCard(stripe);
  const choices = showChoices({ texts, kinds: ['card'], methods: [], canSave: false, changed: () => {} });

  async function save() {
    setButton(true, texts.saving);
    const result = await attempt(() => stripe.confirmCardSetup(clientSecret, { payment_method: { card } }));
    const setup = result.setupIntent ?? result.error?.setup_intent;
    if (setup?.status !== 'succeeded') {
      refuse(result.error, texts.notSaved, texts.unsureSave);
      return { succeeded: false };
    }
    const { error } = await saved(setup.id);
    if (error) sayNo(error);
    return { succeeded: !error };
  }

  return show({ title: texts.saveTitle, amount: '', closeText: texts.closeSave, card, work: save, idle: () => texts.save, focus: () => card.focus(), hide: choices.hide });
}

/** Leaves the page; what became of it is found when PayPal sends the customer back. */
async function savePayPal(stripe, clientSecret, returnUrl) {
  const result = await attempt(() => stripe.confirmPayPalSetup(clientSecret, { return_url: returnUrl, mandate_data: mandate }));
  toast('danger', isUnsure(result.error) ? texts.unsureSave : `${result.error.message} ${texts.notSaved}`);
  return { succeeded: false };
}

function createCard(stripe) {
  const card = stripe.elements().create('card', { hidePostalCode: true });
  card.on('change', event => showError(event.error?.message ?? ''));
  return card;
}

async function attempt(call) {
  try {
    return await call();
  } catch (error) {
    console.error(error);
    return { error: { type: 'api_connection_error' } };
  }
}

function show({ title, amount, closeText, card, work, idle, focus, hide }) {
  document.getElementById('stripePaymentTitle').textContent = title;
  document.getElementById('paymentAmount').textContent = amount;
  closeButton.setAttribute('aria-label', closeText);
  card.on('ready', focus);
  showError('');
  setButton(false, idle());
  openDialog(dialog);
  card.mount('#card-element');

  return new Promise(resolve => {
    let outcome = { succeeded: false };
    let isWorking = false;

    async function onSubmit(event) {
      event.preventDefault();
      if (isWorking) return;
      isWorking = true;
      showError('');
      forgetToasts();
      try {
        outcome = await work();
      } finally {
        isWorking = false;
        setButton(false, idle());
      }
      if (outcome.succeeded) closeDialog(dialog);
      else focus();
    }

    // While the card is being charged, closing would only hide how it ends, and invite to pay again.
    const onCancel = event => isWorking && event.preventDefault();
    const onCloseClick = () => isWorking || closeDialog(dialog);

    function onClose() {
      // A second Escape closes whatever the first one was told.
      if (isWorking) return openDialog(dialog);
      form.removeEventListener('submit', onSubmit);
      dialog.removeEventListener('cancel', onCancel);
      dialog.removeEventListener('close', onClose);
      closeButton.removeEventListener('click', onCloseClick);
      card.destroy();
      hide();
      forgetToasts();
      resolve(outcome);
    }

    form.addEventListener('submit', onSubmit);
    dialog.addEventListener('cancel', onCancel);
    dialog.addEventListener('close', onClose);
    closeButton.addEventListener('click', onCloseClick);
  });
}

const isUnsure = error => !error?.message || error.type === 'api_connection_error';

/** The saved method was taken away meanwhile: the gateway does not find it, or may not use it. */
const isGone = error => error?.code === 'resource_missing' || error?.code === 'payment_method_unexpected_state' || (error?.type === 'invalid_request_error' && error.param === 'payment_method');

function refuse(error, whatNot, unsure) {
  if (isUnsure(error)) sayNo(unsure);
  else if (error.type === 'validation_error') showError(`${error.message} ${whatNot}`);
  else sayNo(`${error.message} ${whatNot}`);
}

function sayNo(text) {
  showError(text);
  toast('danger', text);
}

function setButton(isBusy, text) {
  button.disabled = isBusy;
  closeButton.disabled = isBusy;
  form.querySelectorAll('fieldset, #saveMethod').forEach(x => (x.disabled = isBusy));
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

// Back from PayPal by the browser's own button: the dialog would still wait for it.
addEventListener('pageshow', event => event.persisted && dialog.open && location.reload());
