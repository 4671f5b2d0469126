// Every write is carried out and answered with a fault, which its key repeats: with the official client.
import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { connect } from './client.mjs';

const stripe = connect();
const paid = { amount: 2500, currency: 'usd', allowed_payment_method_types: ['card'], confirm: true, payment_method: 'pm_card_visa', metadata: { is: 'broken' } };
for (const replayed of [undefined, 'true']) {
  await assert.rejects(stripe.paymentIntents.create(paid, { idempotencyKey: 'broken-1' }), error => {
    assert.ok(error instanceof Stripe.errors.StripeAPIError);
    assert.deepEqual([error.statusCode, error.headers['idempotent-replayed']], [500, replayed]);
    return true;
  });
}
const made = (await stripe.paymentIntents.list({ limit: 100 })).data.filter(x => x.metadata.is === 'broken');
assert.deepEqual(made.map(x => x.status), ['succeeded']);
assert.equal((await stripe.charges.list({ payment_intent: made[0].id })).data.length, 1);
console.log('fine');
