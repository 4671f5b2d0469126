// Follows a purchase that waits for a card payment.
import { getJson } from '../../Marketplace.Ui/js/ui.js';

const pauseMs = 700;
const followForMs = 60_000;

/**
 * Asks until the purchase has ended, or for a minute.
 * @returns {Promise<{status: 'completed'|'not_bought'|'payment_failed'|'waiting', deployment_id?: string, message: string}>}
 */
export async function followPurchase(paymentIntentId, { untilPaid = true } = {}) {
  const until = Date.now() + followForMs;
  for (;;) {
    const { status, body } = await getJson(`~/api/marketplace/purchases/${encodeURIComponent(paymentIntentId)}`);
    const isOpen = status !== 200 || body.status === 'waiting' || (untilPaid && body.status === 'payment_failed');
    // The shop was switched off meanwhile: what is paid goes on when it is back, and nobody watches a wheel for that.
    if (status === 404) return { status: 'waiting', message: '' };
    if (!isOpen || Date.now() > until) return body ?? { status: 'waiting', message: '' };
    await new Promise(resolve => setTimeout(resolve, pauseMs));
  }
}
