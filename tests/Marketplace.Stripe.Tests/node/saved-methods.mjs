// Saves, lists, defaults, charges without the owner and detaches with the official client.
import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { connect, requiredMembers } from './client.mjs';

const stripe = connect();
const has = (object, file, type) => assert.deepEqual(requiredMembers(file, type).filter(name => !(name in object)), [], `${type} lacks members`);
const charge = { amount: 2500, currency: 'usd', allowed_payment_method_types: ['card'], confirm: true, off_session: true };
const fails = async (call, check) => assert.rejects(call, error => { check(error); return true; });

const customer = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada', metadata: { user_id: 'usr_ada' } });
const other = await stripe.customers.create({ email: 'bob@example.com' });

// SetupIntents
const setup = await stripe.setupIntents.create({ customer: customer.id, usage: 'off_session', allowed_payment_method_types: ['card'], metadata: { user_id: 'usr_ada' } });
assert.equal(setup.status, 'requires_payment_method');
assert.match(setup.client_secret, new RegExp(`^${setup.id}_secret_`));
has(setup, 'SetupIntents', 'SetupIntent');
const saved = await stripe.setupIntents.confirm(setup.id, { payment_method: 'pm_card_visa' });
assert.equal(saved.status, 'succeeded');
assert.equal((await stripe.setupIntents.retrieve(setup.id)).payment_method, saved.payment_method);
await fails(stripe.setupIntents.confirm(setup.id, { payment_method: 'pm_card_visa' }), error => assert.equal(error.code, 'setup_intent_unexpected_state'));
await fails(stripe.setupIntents.cancel(setup.id), error => assert.equal(error.code, 'setup_intent_unexpected_state'));
const abandoned = await stripe.setupIntents.create({ customer: customer.id, allowed_payment_method_types: ['card'] });
assert.equal((await stripe.setupIntents.cancel(abandoned.id, { cancellation_reason: 'abandoned' })).status, 'canceled');
await fails(stripe.setupIntents.create({ customer: customer.id, allowed_payment_method_types: ['card'], confirm: true, payment_method: 'pm_card_chargeDeclined' }), error => {
  assert.ok(error instanceof Stripe.errors.StripeCardError);
  assert.deepEqual([error.code, error.setup_intent.status, error.setup_intent.last_setup_error.code], ['card_declined', 'requires_payment_method', 'card_declined']);
});
const asked = await stripe.setupIntents.create({
  customer: customer.id, allowed_payment_method_types: ['card'], confirm: true, payment_method: 'pm_card_authenticationRequired', return_url: 'https://shop.example/back',
});
assert.deepEqual([asked.status, asked.next_action.type], ['requires_action', 'redirect_to_url']);

// What is saved
const [card] = (await stripe.paymentMethods.list({ customer: customer.id, type: 'card' })).data;
assert.equal(card.id, saved.payment_method);
assert.deepEqual([card.card.brand, card.card.last4, card.card.exp_month], ['visa', '4242', 12]);
has(card, 'PaymentMethods', 'PaymentMethod');
const twin = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
assert.equal(twin.card.fingerprint, card.card.fingerprint);
assert.notEqual(twin.card.fingerprint, (await stripe.paymentMethods.attach('pm_card_mastercard', { customer: customer.id })).card.fingerprint);
assert.equal((await stripe.customers.listPaymentMethods(customer.id)).data.length, 3);
await fails(stripe.paymentMethods.attach('pm_card_chargeDeclinedExpiredCard', { customer: customer.id }), error => assert.equal(error.code, 'expired_card'));
await fails(stripe.paymentMethods.attach(card.id, { customer: other.id }), error => assert.equal(error.statusCode, 400));

// The default
const updated = await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
assert.equal(updated.invoice_settings.default_payment_method, card.id);
await fails(stripe.customers.update(other.id, { invoice_settings: { default_payment_method: card.id } }), error => assert.equal(error.statusCode, 400));

// Charges while the owner is away
const paid = await stripe.paymentIntents.create({ ...charge, customer: customer.id, payment_method: card.id }, { idempotencyKey: 'off-1' });
assert.deepEqual([paid.status, paid.customer, paid.payment_method], ['succeeded', customer.id, card.id]);
assert.equal((await stripe.paymentIntents.create({ ...charge, customer: customer.id, payment_method: card.id }, { idempotencyKey: 'off-1' })).id, paid.id);
await fails(stripe.paymentIntents.create({ ...charge, customer: other.id, payment_method: card.id }), error => assert.match(error.message, /does not have a payment method/));
await fails(stripe.paymentIntents.create({ ...charge, payment_method: card.id }), error => assert.match(error.message, /belongs to a Customer/));
for (const [token, code, declineCode] of [['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline'], ['pm_card_authenticationRequired', 'authentication_required', 'authentication_required']]) {
  const method = await stripe.paymentMethods.attach(token, { customer: customer.id });
  await fails(stripe.paymentIntents.create({ ...charge, customer: customer.id, payment_method: method.id }), error => {
    assert.ok(error instanceof Stripe.errors.StripeCardError);
    assert.deepEqual([error.statusCode, error.code, error.decline_code], [402, code, declineCode]);
    assert.equal(error.payment_method.id, method.id);
    assert.equal(error.payment_intent.status, 'requires_payment_method');
    assert.equal(error.payment_intent.last_payment_error.payment_method.id, method.id);
  });
}
const ready = await stripe.paymentMethods.attach('pm_card_authenticationRequiredSetupForOffSession', { customer: customer.id });
assert.equal((await stripe.paymentIntents.create({ ...charge, customer: customer.id, payment_method: ready.id })).status, 'succeeded');

// Saving along the way
const kept = await stripe.paymentIntents.create({ ...charge, off_session: undefined, customer: other.id, setup_future_usage: 'off_session', payment_method: 'pm_card_visa' });
assert.equal((await stripe.paymentMethods.retrieve(kept.payment_method)).customer, other.id);

// Gone
const gone = await stripe.paymentMethods.detach(card.id);
assert.equal(gone.customer, null);
assert.equal((await stripe.customers.retrieve(customer.id)).invoice_settings.default_payment_method, null);
await fails(stripe.paymentIntents.create({ ...charge, customer: customer.id, payment_method: card.id }), error => assert.match(error.message, /may not be used again/));
await fails(stripe.paymentMethods.attach(card.id, { customer: customer.id }), error => assert.match(error.message, /may not be used again/));
await fails(stripe.paymentMethods.detach(card.id), error => assert.match(error.message, /not attached/));

// PayPal
const paypal = await stripe.paymentIntents.create({
  amount: 2500, currency: 'usd', allowed_payment_method_types: ['paypal'], payment_method_data: { type: 'paypal' }, confirm: true, return_url: 'https://shop.example/back',
});
assert.deepEqual([paypal.status, paypal.next_action.type], ['requires_action', 'redirect_to_url']);
const approved = await fetch(paypal.next_action.redirect_to_url.url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ outcome: 'succeed', client_secret: paypal.client_secret }) });
assert.equal(approved.status, 302);
assert.match(approved.headers.get('location'), /^https:\/\/shop\.example\/back\?payment_intent=pi_.*redirect_status=succeeded$/);
const done = await stripe.paymentIntents.retrieve(paypal.id, { expand: ['latest_charge'] });
assert.deepEqual([done.status, done.latest_charge.payment_method_details.type], ['succeeded', 'paypal']);
await fails(stripe.paymentIntents.create({ ...charge, off_session: undefined, payment_method_data: { type: 'paypal' }, return_url: 'https://shop.example' }), error => assert.match(error.message, /not allowed/));

const types = new Set();
for await (const event of stripe.events.list({ limit: 100 })) types.add(event.type);
for (const type of ['setup_intent.created', 'setup_intent.succeeded', 'setup_intent.setup_failed', 'setup_intent.requires_action', 'setup_intent.canceled', 'payment_method.attached', 'payment_method.detached', 'customer.updated']) {
  assert.ok(types.has(type), type);
}
assert.equal((await stripe.accounts.retrieve()).charges_enabled, true);
console.log('fine');
