// What is changed, deleted, listed and looked into after it was made, with the official client.
import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { connect } from './client.mjs';

const stripe = connect();
const base = { amount: 2500, currency: 'usd', allowed_payment_method_types: ['card'] };
const fails = async (call, check) => assert.rejects(call, error => { check(error); return true; });

// The types of an intent
assert.deepEqual((await stripe.paymentIntents.create({ ...base, allowed_payment_method_types: ['wero', 'paypal', 'card'] })).payment_method_types, ['card', 'paypal']);
await fails(stripe.paymentIntents.create({ amount: 2500, currency: 'usd', payment_method_types: ['card'] }), error => {
  assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError);
  assert.deepEqual([error.statusCode, error.code, error.param], [400, 'payment_method_types_no_longer_supported', 'payment_method_types']);
});
await fails(stripe.setupIntents.create({ payment_method_types: ['card'] }), error => assert.equal(error.code, 'payment_method_types_no_longer_supported'));
await fails(stripe.paymentIntents.create({ ...base, automatic_payment_methods: { enabled: true } }), error => assert.match(error.message, /only specify one/));

// An intent until it is paid, and after
const made = await stripe.paymentIntents.create({ ...base, metadata: { user_id: 'usr_ada', why: 'test' } });
const changed = await stripe.paymentIntents.update(made.id, {
  amount: 2600, currency: 'usd', description: 'More', receipt_email: 'ada@example.com', setup_future_usage: 'off_session', payment_method: 'pm_card_visa', metadata: { why: '' },
});
assert.deepEqual([changed.status, changed.amount, changed.description, changed.setup_future_usage, changed.metadata], ['requires_confirmation', 2600, 'More', 'off_session', { user_id: 'usr_ada' }]);
assert.equal((await stripe.paymentIntents.update(made.id, { payment_method: '', setup_future_usage: '' })).status, 'requires_payment_method');
await fails(stripe.paymentIntents.update(made.id, { payment_method_data: { type: 'paypal' } }), error => assert.match(error.message, /not allowed/));
const paid = await stripe.paymentIntents.confirm(made.id, { payment_method: 'pm_card_visa', expand: ['latest_charge.balance_transaction'] });
assert.deepEqual([paid.status, paid.latest_charge.balance_transaction.net], ['succeeded', 2495]);
assert.deepEqual([paid.latest_charge.payment_method_details.card.network, paid.latest_charge.payment_method_details.card.three_d_secure], ['visa', null]);
assert.equal((await stripe.paymentIntents.update(made.id, { description: 'Paid', metadata: '' })).description, 'Paid');
assert.deepEqual((await stripe.paymentIntents.retrieve(made.id)).metadata, {});
await fails(stripe.paymentIntents.update(made.id, { amount: 100 }), error => assert.equal(error.code, 'payment_intent_unexpected_state'));
for (const expand of [['status'], ['id'], ['latest_charge.colour'], ['colour']]) {
  await fails(stripe.paymentIntents.retrieve(made.id, { expand }), error => assert.match(error.message, /cannot be expanded/));
}
const listed = await stripe.paymentIntents.list({ limit: 1, created: { gte: made.created }, expand: ['data.latest_charge.balance_transaction'] });
assert.equal(listed.data.length, 1);

// Setup intents
const customer = await stripe.customers.create({ email: 'ada@example.com' });
const setup = await stripe.setupIntents.create({ allowed_payment_method_types: ['paypal'] });
const later = await stripe.setupIntents.update(setup.id, { customer: customer.id, allowed_payment_method_types: ['card'], payment_method: 'pm_card_visa', description: 'Later' });
assert.deepEqual([later.status, later.payment_method_types, later.customer], ['requires_confirmation', ['card'], customer.id]);
const saved = await stripe.setupIntents.confirm(setup.id);
assert.equal(saved.status, 'succeeded');
await fails(stripe.setupIntents.update(setup.id, { payment_method: 'pm_card_visa' }), error => assert.equal(error.code, 'setup_intent_unexpected_state'));
assert.deepEqual((await stripe.setupIntents.list({ customer: customer.id, payment_method: saved.payment_method })).data.map(x => x.id), [setup.id]);

// Payment methods
const method = await stripe.paymentMethods.update(saved.payment_method, {
  allow_redisplay: 'limited', billing_details: { email: 'ada@example.com', address: { city: 'London' } }, card: { exp_month: 7, exp_year: 2035 }, metadata: { why: 'test' },
});
assert.deepEqual([method.allow_redisplay, method.billing_details.address.city, method.card.exp_month, method.metadata.why], ['limited', 'London', 7, 'test']);
await fails(stripe.paymentMethods.update(saved.payment_method, { card: { exp_month: 13, exp_year: 2035 } }), error => assert.equal(error.code, 'invalid_expiry_month'));
assert.equal((await stripe.paymentMethods.retrieve('pm_card_visa')).card.last4, '4242');
const fromToken = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
assert.equal(fromToken.card.brand, 'visa');
await fails(stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_none' } }), error => assert.equal(error.code, 'resource_missing'));
await fails(stripe.paymentMethods.update(fromToken.id, { metadata: { why: 'not' } }), error => assert.match(error.message, /to a customer/));

// Customers
assert.deepEqual((await stripe.customers.list({ email: 'ada@example.com' })).data.map(x => x.id), [customer.id]);
assert.deepEqual(await stripe.customers.del(customer.id), { id: customer.id, object: 'customer', deleted: true });
assert.equal((await stripe.customers.retrieve(customer.id)).deleted, true);
assert.deepEqual((await stripe.customers.list()).data, []);
assert.equal((await stripe.paymentMethods.retrieve(saved.payment_method)).customer, null);
await fails(stripe.customers.update(customer.id, { name: 'Ada' }), error => assert.equal(error.code, 'resource_missing'));
await fails(stripe.paymentIntents.create({ ...base, customer: customer.id }), error => assert.equal(error.code, 'resource_missing'));

// Refunds and the books
const refund = await stripe.refunds.create({ payment_intent: made.id, metadata: { a: '1', b: '2' } });
assert.deepEqual((await stripe.refunds.update(refund.id, { metadata: { a: '', c: '3' } })).metadata, { b: '2', c: '3' });
const balance = await stripe.balance.retrieve();
assert.deepEqual([balance.available[0].amount, balance.pending[0].amount], [0, 2495 - 2600]);
await stripe.paymentIntents.create({ ...base, confirm: true, payment_method: 'pm_card_createIssuerFraudRecord' });
const [warning] = (await stripe.radar.earlyFraudWarnings.list()).data;
assert.equal((await stripe.radar.earlyFraudWarnings.retrieve(warning.id, { expand: ['charge.payment_intent'] })).charge.payment_intent.amount, 2500);

// What the account takes
const [takes] = (await stripe.paymentMethodConfigurations.list({ limit: 100 })).data;
assert.deepEqual([takes.is_default, takes.active, takes.application, takes.card.available, takes.paypal.available], [true, true, null, true, true]);
assert.equal((await stripe.paymentMethodConfigurations.retrieve(takes.id)).paypal.display_preference.value, 'on');
await fails(stripe.paymentMethodConfigurations.retrieve('pmc_none'), error => assert.equal(error.code, 'resource_missing'));

// What Stripe's own pages are for
await fails(stripe.checkout.sessions.create({ mode: 'payment', success_url: 'https://shop.example' }), error => assert.match(error.message, /not available in test mode/));
await fails(stripe.customerSessions.create({ customer: 'cus_none', components: { buy_button: { enabled: true } } }), error => assert.match(error.message, /not available in test mode/));
assert.deepEqual((await stripe.checkout.sessions.list()).data, []);
await fails(stripe.checkout.sessions.retrieve('cs_none'), error => assert.equal(error.statusCode, 404));
console.log('fine');
