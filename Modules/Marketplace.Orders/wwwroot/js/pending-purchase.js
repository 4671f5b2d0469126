// The page that a card payment returns to: leads on as soon as the purchase has ended.
import { getJson } from '../../Marketplace.Ui/js/ui.js';
import { followPurchase } from './follow-purchase.js';

const { paymentIntent } = document.getElementById('pendingPurchase').dataset;
const { base } = document.documentElement.dataset;

// Looking at the top-up makes the server ask the gateway, should the webhook be late.
const nudge = setInterval(() => getJson(`~/api/wallet/topups/${encodeURIComponent(paymentIntent)}`), 4000);
const purchase = await followPurchase(paymentIntent, { untilPaid: false });
clearInterval(nudge);
if (purchase.status === 'completed') location.assign(`${base}/dashboard/deployments/${purchase.deployment_id}`);
else if (purchase.status !== 'waiting') location.reload();
