// The official client reads a webhook that our sandbox delivered, and signs one for our endpoint.
import assert from 'node:assert/strict';
import { connect, facts } from './client.mjs';

const stripe = connect();
const event = stripe.webhooks.constructEvent(facts.payload, facts.signature, facts.webhookSecret);
assert.equal(event.type, 'payment_intent.succeeded');
assert.equal(event.data.object.status, 'succeeded');
assert.throws(() => stripe.webhooks.constructEvent(facts.payload.replace('2500', '9900'), facts.signature, facts.webhookSecret), /signature/);
assert.throws(() => stripe.webhooks.constructEvent(facts.payload, facts.signature, 'whsec_other'), /signature/);
const copy = JSON.stringify({ ...event, id: 'evt_signed_by_the_official_client' });
console.log(JSON.stringify({ payload: copy, signature: stripe.webhooks.generateTestHeaderString({ payload: copy, secret: facts.webhookSecret }) }));
