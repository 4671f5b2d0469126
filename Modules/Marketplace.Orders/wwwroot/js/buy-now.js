// Buy Now on cards and product pages (S0-33 to S0-37, S1-35 to S1-44).
import { formatMoney, getJson, postJson, toast } from '../../Marketplace.Ui/js/ui.js';
import { payWithCard } from '../../Marketplace.Payments/js/payments.js';
import { showInsufficientFundsModal } from './credits-dialog.js';
import { followPurchase } from './follow-purchase.js';

const redirectAfterMs = 2000;
const texts = document.getElementById('buyNowTexts').dataset;
const { base } = document.documentElement.dataset;

const newKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
const unanswered = new Map();

/** Asks to buy. Without an answer nobody knows whether it was bought: the next try asks for the same purchase, not for another one. */
async function sendPurchase(url, request) {
  const what = url + JSON.stringify(request);
  const key = unanswered.get(what) ?? newKey();
  unanswered.set(what, key);
  const answer = await postJson(url, request, { 'Idempotency-Key': key });
  if (![0, 502, 504].includes(answer.status)) unanswered.delete(what);
  return answer;
}

/** Buys from the balance; asks to buy credits where it is too low. */
async function buyNow(productId, productName, category, quantity, unitPrice) {
  try {
    const afford = await ask(`~/api/wallet/check-affordability?amount=${Number((unitPrice * quantity).toFixed(6))}`);
    if (!afford.can_afford) {
      const covered = await handleInsufficientBalance(afford.shortfall_info, { productId, quantity, unitPrice });
      if (!covered.success) return;
    }
    const answer = await sendPurchase('~/api/wallet/instant-purchase', {
      product_id: productId, product_name: productName, quantity, unit_price_usd: Number(unitPrice),
    });
    await handlePurchaseResult(answer, { productId, quantity, unitPrice });
  } catch (error) {
    console.error('Purchase failed:', error);
    toast('danger', texts.failed);
  }
}

/**
 * Lets auto top-up buy what is missing: the server does so before it places the order. Where that is off, or was tried in vain, it asks to buy
 * credits by card. The server completes the purchase by itself when they arrive, so success is not for the caller to act on.
 * @param {string} reason why auto top-up bought nothing, where it was tried
 * @returns {Promise<{success: boolean}>} true only when the credits are there and nothing was bought yet
 */
async function handleInsufficientBalance(shortfall, { productId, quantity, unitPrice }, isAutomaticTried = false, reason = '') {
  if (shortfall.auto_topup_enabled && !isAutomaticTried) return { success: true };
  const topUp = await showInsufficientFundsModal(shortfall.required, shortfall.available, reason);
  if (topUp === null) return { success: false };
  const answer = await sendPurchase('~/api/wallet/purchase-with-topup', { product_id: productId, quantity, unit_price_usd: Number(unitPrice), ...topUp });
  await handlePurchaseResult(answer, { productId, quantity, unitPrice });
  return { success: false };
}

/** Shows what became of a purchase: it runs, it must be paid, credits are missing, or a sentence says why not. */
async function handlePurchaseResult({ status, body }, purchase) {
  if (status === 401) return signIn();
  if (status === 402) {
    return handleInsufficientBalance(body.shortfall_info, purchase, true, body.shortfall_info.auto_topup_enabled ? body.detail : '');
  }
  if (status === 409 && body.code === 'price_changed') return toast('warning', texts.priceChanged);
  if (status === 500) return toast('danger', texts.processFailed);
  if (status !== 200) return toast('danger', Object.values(body?.errors ?? {})[0]?.[0] ?? body?.detail ?? texts.processFailed);
  switch (body.action?.type) {
    case 'PaymentRequired': return pay(body.action.payment_intent);
    case 'InsufficientFunds': return handleInsufficientBalance(body.action, purchase, true, body.detail);
    default: return started(body.action?.deployment_id ?? body.deployment_id);
  }
}

async function pay(intent) {
  const { succeeded } = await openPayment(intent);
  if (!succeeded) return;
  const purchase = await followPurchase(intent.payment_intent_id);
  if (purchase.status === 'completed') return started(purchase.deployment_id);
  balanceChanged();
  toast(purchase.status === 'waiting' ? 'info' : 'warning', purchase.status === 'waiting' ? texts.waiting : purchase.message);
}

/** Back from the payment provider's own page, where the purchase was left waiting. */
async function followReturned({ payment_intent_id: paymentIntentId, returned }) {
  if (!returned) return;
  const purchase = await followPurchase(paymentIntentId);
  if (purchase.status === 'completed') await started(purchase.deployment_id);
  else if (purchase.message) toast('warning', purchase.message);
}

async function openPayment(intent) {
  try {
    return await payWithCard({ clientSecret: intent.client_secret, amount: intent.amount_cents / 100 });
  } catch (error) {
    console.error(error);
    toast('danger', texts.paymentFailed);
    return { succeeded: false };
  }
}

async function started(deploymentId) {
  toast('success', texts.started);
  balanceChanged();
  await new Promise(resolve => setTimeout(resolve, redirectAfterMs));
  location.assign(`${base}/dashboard/deployments/${deploymentId}`);
  // Buttons stay as they are until the next page is there.
  await new Promise(() => {});
}

/** The session has ended: sign in and come back. */
function signIn() {
  location.assign(`${base}/account/login?returnUrl=${encodeURIComponent(location.pathname + location.search)}`);
  return new Promise(() => {});
}

async function buyService(serviceId, paymentMethod, unitPrice) {
  try {
    const answer = await sendPurchase('~/api/marketplace/buy-now', {
      service_id: serviceId, payment_method: paymentMethod, ...(unitPrice && { unit_price_usd: Number(unitPrice) }),
    });
    if (answer.status === 0) toast('danger', texts.processFailed);
    else await handlePurchaseResult(answer, { productId: serviceId, quantity: 1, unitPrice });
  } catch (error) {
    console.error('Purchase failed:', error);
    toast('danger', texts.processFailed);
  }
}

const priceOf = serviceId => [...document.querySelectorAll('[data-product-id]')].find(x => x.dataset.productId === serviceId)?.dataset.unitPrice;
const buyNowWithTFC = serviceId => buyService(serviceId, 'TFC', priceOf(serviceId));
const buyNowWithStripe = serviceId => buyService(serviceId, 'Stripe', priceOf(serviceId));

function balanceChanged() {
  document.dispatchEvent(new CustomEvent('balance-changed'));
}

/** The product page's own figures, without a reload (S1-44). */
async function updateTFCBalance() {
  const place = document.getElementById('userTFCBalance');
  if (!place) return;
  const { balance } = await ask('~/api/user/tfc-balance');
  place.textContent = formatMoney(balance);
  for (const after of document.querySelectorAll('[data-balance-after]')) {
    const left = balance + Number(after.dataset.buys) - Number(after.dataset.price);
    after.textContent = left >= 0 ? formatMoney(left) : after.dataset.textShort;
  }
}

async function ask(url) {
  const { status, body } = await getJson(url);
  if (status === 401) await signIn();
  if (status !== 200) throw new Error(`${url} answered ${status}`);
  return body;
}

/** While a purchase runs, no button starts another one. */
let busy = false;
async function once(button, work) {
  if (busy) return;
  busy = true;
  button.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    busy = false;
    button.removeAttribute('aria-busy');
  }
}

function attach() {
  for (const button of document.querySelectorAll('.buy-now-btn:not(#buyNowTFC)')) {
    button.addEventListener('click', event => {
      event.preventDefault();
      const { productId, productName, category, unitPrice } = button.dataset;
      once(button, () => window.buyNow(productId, productName, category, 1, unitPrice));
    });
  }
  const tfc = document.getElementById('buyNowTFC');
  tfc?.addEventListener('click', event => {
    event.preventDefault();
    once(tfc, () => window.buyNowWithTFC(tfc.dataset.productId));
  });
  const card = document.getElementById('buyNowStripe');
  card?.addEventListener('click', () => once(card, () => window.buyNowWithStripe(card.dataset.productId)));
  document.addEventListener('payment-succeeded', event => followReturned(event.detail));
  document.addEventListener('balance-changed', () => updateTFCBalance());
  addEventListener('pageshow', event => {
    if (event.persisted) location.reload();
  });
}

Object.assign(window, { buyNow, buyNowWithTFC, buyNowWithStripe, handleInsufficientBalance, handlePurchaseResult, showInsufficientFundsModal, updateTFCBalance });
attach();
