// Pays an intent, and saves what to pay with, whatever the gateway. The gateway's own script registers itself here; nothing in this file knows it.
import { getJson, postJson, toast } from '../../Marketplace.Ui/js/ui.js';

const providersKey = Symbol.for('marketplace.payment-providers');
const providers = (globalThis[providersKey] ??= new Map());
const pollPauseMs = 1000;
const pollForMs = 60_000;

/** The page's payment settings, or null for visitors and where no gateway is set up. */
export function config() {
  const element = document.getElementById('payments-config');
  return element ? JSON.parse(element.textContent) : null;
}

/**
 * Called once by a gateway's script. Somebody may just be coming back from a page of the gateway: that is finished here.
 * @param {string} name as the gateway calls itself, for example 'stripe'
 * @param {{pay: (request: {clientSecret: string, amount: number, publishableKey: string, scriptUrl: string, returnUrl: string,
 *   kinds: string[], methods: object[], canSave: boolean, settled: (paymentIntentId: string) => Promise<object>}) => Promise<{succeeded: boolean}>,
 *   save: (request: {clientSecret: string, type: string, publishableKey: string, scriptUrl: string, returnUrl: string,
 *   saved: (setupIntentId: string) => Promise<{error?: string}>}) => Promise<{succeeded: boolean}>}} provider
 */
export function registerProvider(name, provider) {
  providers.set(name, provider);
  const settings = config();
  if (settings?.provider === name) finishReturn(settings);
}

/**
 * Opens the payment dialog and resolves when it is closed.
 * @param {{clientSecret: string, amount: number, publishableKey?: string}} request amount in USD, shown on the button
 * @returns {Promise<{succeeded: boolean, paymentIntentId?: string, pending?: boolean}>}
 */
export async function payWithCard({ clientSecret, amount, publishableKey }) {
  const settings = config();
  const provider = settings && providers.get(settings.provider);
  if (!provider) return refuse(settings);

  let result;
  try {
    const saved = await listMethods(settings);
    result = await provider.pay({
      clientSecret,
      amount,
      publishableKey: publishableKey ?? settings.publishableKey,
      scriptUrl: settings.scriptUrl,
      returnUrl: withoutReturn(location.href),
      kinds: settings.kinds,
      methods: saved.payment_methods,
      canSave: saved.can_save,
      settled: paymentIntentId => waitUntilCredited(settings, paymentIntentId),
    });
  } catch (error) {
    console.error(error);
    return refuse(settings);
  }

  if (result.succeeded) announce(settings, result);
  return result;
}

/**
 * Saves a card or a PayPal account without charging it. PayPal leaves the page and comes back to it.
 * @param {'card'|'paypal'} type
 * @returns {Promise<{succeeded: boolean}>}
 */
export async function savePaymentMethod(type) {
  const settings = config();
  const provider = settings && providers.get(settings.provider);
  if (!provider) return refuse(settings);
  const { status, body } = await postJson(`${settings.methodsUrl}/setup`, { type });
  if (status !== 200) {
    toast('danger', problemOf(status, body, settings.texts));
    return { succeeded: false };
  }

  let result;
  try {
    result = await provider.save({
      clientSecret: body.client_secret,
      type,
      publishableKey: settings.publishableKey,
      scriptUrl: settings.scriptUrl,
      returnUrl: withoutReturn(location.href),
      saved: setupIntentId => keep(settings, setupIntentId),
    });
  } catch (error) {
    console.error(error);
    return refuse(settings);
  }

  if (result.succeeded) announceSaved(settings);
  return result;
}

function refuse(settings) {
  toast('danger', settings?.texts.initFailed ?? 'Failed to initialize payment');
  return { succeeded: false };
}

/** Without the list one can still pay with another card. */
async function listMethods(settings) {
  const { status, body } = await getJson(settings.methodsUrl);
  return status === 200 ? body : { payment_methods: [], can_save: false };
}

/** @returns {Promise<{error?: string, status: number}>} */
async function keep(settings, setupIntentId) {
  const { status, body } = await postJson(settings.methodsUrl, { setup_intent_id: setupIntentId });
  return status === 200 ? { status } : { status, error: problemOf(status, body, settings.texts) };
}

function problemOf(status, body, texts) {
  if (status === 0) return texts.offlineSave;
  if (status === 401) return texts.signInSave;
  return Object.values(body?.errors ?? {})[0]?.[0] ?? body?.detail ?? texts.retrySave;
}

function announce(settings, { pending, paymentIntentId, returned = false }) {
  toast(pending ? 'info' : 'success', pending ? settings.texts.pending : settings.texts.succeeded);
  document.dispatchEvent(new CustomEvent('balance-changed'));
  document.dispatchEvent(new CustomEvent('payment-succeeded', { detail: { payment_intent_id: paymentIntentId, returned } }));
}

function announceSaved(settings) {
  toast('success', settings.texts.methodSaved);
  document.dispatchEvent(new CustomEvent('payment-methods-changed'));
}

const returnNames = ['payment_intent', 'payment_intent_client_secret', 'setup_intent', 'setup_intent_client_secret', 'redirect_status'];

function withoutReturn(address) {
  const url = new URL(address);
  returnNames.forEach(name => url.searchParams.delete(name));
  url.hash = '';
  return url.href;
}

/** Back from the gateway's own page. Only our server is believed; the address merely says what to ask about. */
async function finishReturn(settings) {
  const params = new URLSearchParams(location.search);
  const payment = params.get('payment_intent');
  const setup = params.get('setup_intent');
  if (!params.has('redirect_status') || !(payment || setup)) return;
  const succeeded = params.get('redirect_status') === 'succeeded';
  if (!succeeded) {
    forgetReturn();
    return toast('warning', payment ? settings.texts.notPaid : settings.texts.notSaved);
  }

  if (setup) {
    const { error, status } = await keep(settings, setup);
    if (hasAnswered(status)) forgetReturn();
    return error ? toast('danger', error) : announceSaved(settings);
  }

  const { status } = await getJson(`${settings.topUpsUrl}/${encodeURIComponent(payment)}`);
  if (hasAnswered(status)) forgetReturn();
  if (status !== 200) return toast('warning', status === 401 ? settings.texts.signInToAsk : settings.texts.notAsked);
  const credited = await waitUntilCredited(settings, payment);
  announce(settings, { paymentIntentId: payment, pending: credited.status !== 'succeeded', returned: true });
}

/** Else the page asks once more when it is loaded again, or after signing in. */
const hasAnswered = status => status !== 0 && status !== 401 && status !== 429 && status < 500;

function forgetReturn() {
  history.replaceState(history.state, '', withoutReturn(location.href));
}

/** Asks our own server until the webhook has arrived there (it asks the gateway itself when that takes long). */
async function waitUntilCredited(settings, paymentIntentId) {
  const until = Date.now() + pollForMs;
  for (;;) {
    const { status, body } = await getJson(`${settings.topUpsUrl}/${encodeURIComponent(paymentIntentId)}`);
    if (status === 200 && body.status !== 'pending') return body;
    if (Date.now() > until) return { status: 'pending' };
    await new Promise(resolve => setTimeout(resolve, pollPauseMs));
  }
}
