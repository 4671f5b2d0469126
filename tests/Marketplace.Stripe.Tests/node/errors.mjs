// Every card of the table, and the errors that the shop handles, with the official client.
import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { connect } from './client.mjs';

const stripe = connect();
const base = { amount: 2500, currency: 'usd', allowed_payment_method_types: ['card'] };
const fails = async (call, check) => assert.rejects(call, error => { check(error); return true; });

// Declines
for (const [token, code, declineCode] of [
  ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
  ['pm_card_visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
  ['pm_card_visa_chargeDeclinedVelocityLimitExceeded', 'card_declined', 'card_velocity_exceeded'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
  ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
  ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
]) {
  await fails(stripe.paymentIntents.create({ ...base, confirm: true, payment_method: token }), error => {
    assert.ok(error instanceof Stripe.errors.StripeCardError);
    assert.deepEqual([error.statusCode, error.code, error.decline_code], [402, code, declineCode]);
    assert.ok(error.message.length > 0 && error.charge && error.payment_intent.last_payment_error.code === code);
  });
}

// A declined intent stays open, and the next card pays it
const open = await stripe.paymentIntents.create(base);
await fails(stripe.paymentIntents.confirm(open.id, { payment_method: 'pm_card_chargeDeclined' }), error => assert.equal(error.code, 'card_declined'));
assert.equal((await stripe.paymentIntents.confirm(open.id, { payment_method: 'pm_card_visa' })).status, 'succeeded');

// Idempotency: the same answer, other parameters, another endpoint, both at once
const kept = { idempotencyKey: 'errors-1' };
await fails(stripe.paymentIntents.create({ ...base, confirm: true, payment_method: 'pm_card_chargeDeclined' }, kept), error => { kept.charge = error.charge; });
await fails(stripe.paymentIntents.create({ ...base, confirm: true, payment_method: 'pm_card_chargeDeclined' }, { idempotencyKey: 'errors-1' }), error => assert.equal(error.charge, kept.charge));
await fails(stripe.paymentIntents.create({ ...base, amount: 2600 }, { idempotencyKey: 'errors-1' }), error => {
  assert.ok(error instanceof Stripe.errors.StripeIdempotencyError);
  assert.equal(error.statusCode, 400);
});
await fails(stripe.customers.create({ email: 'ada@example.com' }, { idempotencyKey: 'errors-1' }), error => assert.ok(error instanceof Stripe.errors.StripeIdempotencyError));
const many = await Promise.allSettled(Array.from({ length: 8 }, () =>
  stripe.paymentIntents.create({ ...base, confirm: true, payment_method: 'pm_card_visa' }, { idempotencyKey: 'errors-2' })));
assert.equal(new Set(many.filter(x => x.status === 'fulfilled').map(x => x.value.id)).size, 1);
for (const { reason } of many.filter(x => x.status === 'rejected')) assert.deepEqual([reason.statusCode, reason.code], [409, 'idempotency_key_in_use']);

await fails(stripe.paymentIntents.create(base, { idempotencyKey: 'errors-in-use' }), error => {
  assert.deepEqual([error.statusCode, error.code], [409, 'idempotency_key_in_use']);
});

// Requests that cannot be right
for (const [form, code] of [[{ ...base, amount: 49 }, 'amount_too_small'], [{ ...base, amount: 100000000 }, 'amount_too_large'], [{ currency: 'usd' }, 'parameter_missing']]) {
  await fails(stripe.paymentIntents.create(form), error => {
    assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError);
    assert.equal(error.code, code);
  });
}
for (const [kind, id] of [['paymentIntents', 'pi_none'], ['refunds', 're_none'], ['disputes', 'dp_none'], ['setupIntents', 'seti_none'], ['events', 'evt_none']]) {
  await fails(stripe[kind].retrieve(id), error => assert.deepEqual([error.statusCode, error.code], [404, 'resource_missing']));
}
await fails(connect('sk_test_wrong').accounts.retrieve(), error => assert.ok(error instanceof Stripe.errors.StripeAuthenticationError));

// What the reconciler asks
const undelivered = (await stripe.events.list({ delivery_success: false, limit: 100 })).data;
assert.ok(undelivered.length > 0 && undelivered.every(x => x.pending_webhooks > 0));
assert.equal((await stripe.events.list({ delivery_success: true, type: 'payment_intent.succeeded' })).data.length, 0);
console.log('fine');
