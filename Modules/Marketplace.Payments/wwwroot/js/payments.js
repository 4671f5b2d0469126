// Pays an intent by card, whatever the gateway. The gateway's own script registers itself here; nothing in this file knows it.
import { getJson, toast } from '../../Marketplace.Ui/js/ui.js';

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
 * Called once by a gateway's script.
 * @param {string} name as the gateway calls itself, for example 'stripe'
 * @param {{pay: (request: {clientSecret: string, amount: number, publishableKey: string, scriptUrl: string,
 *   settled: (paymentIntentId: string) => Promise<object>}) => Promise<{succeeded: boolean}>}} provider
 */
export function registerProvider(name, provider) {
  providers.set(name, provider);
}

/**
 * Opens the payment dialog and resolves when it is closed.
 * @param {{clientSecret: string, amount: number, publishableKey?: string}} request amount in USD, shown on the button
 * @returns {Promise<{succeeded: boolean, paymentIntentId?: string, pending?: boolean}>}
 */
export async function payWithCard({ clientSecret, amount, publishableKey }) {
  const settings = config();
  const provider = settings && providers.get(settings.provider);
  if (!provider) {
    toast('danger', settings?.texts.initFailed ?? 'Failed to initialize payment');
    return { succeeded: false };
  }

  let result;
  try {
    result = await provider.pay({
      clientSecret,
      amount,
      publishableKey: publishableKey ?? settings.publishableKey,
      scriptUrl: settings.scriptUrl,
      settled: paymentIntentId => waitUntilCredited(settings, paymentIntentId),
    });
  } catch (error) {
    console.error(error);
    toast('danger', settings.texts.initFailed);
    return { succeeded: false };
  }

  if (result.succeeded) {
    toast(result.pending ? 'info' : 'success', result.pending ? settings.texts.pending : settings.texts.succeeded);
    document.dispatchEvent(new CustomEvent('balance-changed'));
    document.dispatchEvent(new CustomEvent('payment-succeeded', { detail: { payment_intent_id: result.paymentIntentId } }));
  }
  return result;
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
