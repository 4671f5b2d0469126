// Creates, confirms, reads, lists and cancels with the official client, and checks its typed errors.
import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { connect, requiredMembers } from './client.mjs';

const stripe = connect();
const base = { amount: 2500, currency: 'usd', allowed_payment_method_types: ['card'], metadata: { user_id: 'usr_ada', tfc_amount: '25.00' } };
const has = (object, file, type) => assert.deepEqual(requiredMembers(file, type).filter(name => !(name in object)), [], `${type} lacks members`);

const created = await stripe.paymentIntents.create(base, { idempotencyKey: 'node-1' });
assert.equal(created.status, 'requires_payment_method');
assert.match(created.client_secret, new RegExp(`^${created.id}_secret_`));
assert.equal(created.metadata.tfc_amount, '25.00');
has(created, 'PaymentIntents', 'PaymentIntent');

const again = await stripe.paymentIntents.create(base, { idempotencyKey: 'node-1' });
assert.equal(again.id, created.id);
await assert.rejects(stripe.paymentIntents.create({ ...base, amount: 2600 }, { idempotencyKey: 'node-1' }), Stripe.errors.StripeIdempotencyError);

const confirmed = await stripe.paymentIntents.confirm(created.id, { payment_method: 'pm_card_visa' });
assert.equal(confirmed.status, 'succeeded');
assert.equal(confirmed.amount_received, 2500);
assert.match(confirmed.lastResponse.requestId, /^req_/);
const read = await stripe.paymentIntents.retrieve(created.id, { expand: ['latest_charge', 'payment_method'] });
assert.equal(read.latest_charge.paid, true);
assert.equal(read.latest_charge.payment_intent, created.id);
assert.equal(read.payment_method.card.last4, '4242');
has(read.latest_charge, 'Charges', 'Charge');
has(read.payment_method, 'PaymentMethods', 'PaymentMethod');
assert.equal((await stripe.charges.retrieve(read.latest_charge.id)).id, read.latest_charge.id);

await assert.rejects(stripe.paymentIntents.create({ ...base, confirm: true, payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' }), error => {
  assert.ok(error instanceof Stripe.errors.StripeCardError);
  assert.equal(error.statusCode, 402);
  assert.equal(error.code, 'card_declined');
  assert.equal(error.decline_code, 'insufficient_funds');
  assert.equal(error.payment_intent.status, 'requires_payment_method');
  assert.equal(error.payment_intent.last_payment_error.charge, error.charge);
  return true;
});
await assert.rejects(stripe.paymentIntents.create({ ...base, amount: 10 }), error => {
  assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError);
  assert.deepEqual([error.code, error.param], ['amount_too_small', 'amount']);
  return true;
});
await assert.rejects(stripe.paymentIntents.confirm(created.id, { payment_method: 'pm_card_visa' }), error => error.code === 'payment_intent_unexpected_state');
await assert.rejects(stripe.paymentIntents.create({ amount: 2500, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' }), /return_url/);
await assert.rejects(stripe.paymentIntents.retrieve('pi_missing'), error => error.statusCode === 404 && error.code === 'resource_missing');
await assert.rejects(connect('sk_test_wrong').paymentIntents.list(), Stripe.errors.StripeAuthenticationError);

const challenged = await stripe.paymentIntents.create({ ...base, confirm: true, payment_method: 'pm_card_authenticationRequired', return_url: 'https://shop.example/back' });
assert.equal(challenged.status, 'requires_action');
assert.equal(challenged.next_action.type, 'redirect_to_url');
assert.equal(challenged.next_action.redirect_to_url.return_url, 'https://shop.example/back');
const canceled = await stripe.paymentIntents.cancel(challenged.id, { cancellation_reason: 'abandoned' });
assert.deepEqual([canceled.status, canceled.cancellation_reason], ['canceled', 'abandoned']);
await assert.rejects(stripe.paymentIntents.cancel(created.id), error => error.code === 'payment_intent_unexpected_state');

const customer = await stripe.customers.create({ email: 'ada@example.com', metadata: { user_id: 'usr_ada' } });
has(customer, 'Customers', 'Customer');
assert.equal((await stripe.customers.retrieve(customer.id)).email, 'ada@example.com');

const ids = [];
for await (const intent of stripe.paymentIntents.list({ limit: 1 })) ids.push(intent.id);
assert.equal(ids.length, new Set(ids).size);
assert.ok(ids.includes(created.id) && ids.includes(challenged.id));
const events = await stripe.events.list({ type: 'payment_intent.succeeded' });
assert.equal(events.data[0].data.object.id, created.id);
has(events.data[0], 'Events', 'EventBase');
console.log('fine');
