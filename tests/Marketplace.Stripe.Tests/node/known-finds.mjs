// The check that every answer is held to sees what it is there to see.
import assert from 'node:assert/strict';
import { problemsOf } from './known.mjs';

const refund = {
  id: 're_1', object: 'refund', amount: 100, balance_transaction: null, charge: 'ch_1', created: 1, currency: 'usd', customer: null, customer_account: null, metadata: { anything: 'goes' },
  payment_intent: null, payment_method: null, reason: null, receipt_number: null, source_transfer_reversal: null, status: 'succeeded', transfer_reversal: null,
};
assert.deepEqual(problemsOf(refund), []);
const { currency, ...without } = refund;
for (const [answer, problem] of [
  [{ ...refund, colour: 'red' }, 'refund.colour is unknown'],
  [without, 'refund lacks currency'],
  [{ ...refund, amount: null }, 'refund.amount is null'],
  [{ ...refund, amount: '100' }, 'refund.amount is a string, where number is read'],
  [{ ...refund, destination_details: { card: { by: 'post' }, type: 'card' } }, 'refund.destination_details.card.by is unknown'],
  [{ ...refund, destination_details: { card: {}, type: 'card' } }, 'refund.destination_details.card lacks type'],
  [{ ...refund, reason: { why: 'so' } }, 'refund.reason is an object, where Refund.Reason | null is read'],
  [{ object: 'list', data: [{ ...refund, colour: 'red' }], has_more: false, url: '/' }, 'answer.data[0].colour is unknown'],
  [{ object: 'list', data: [] }, 'answer lacks has_more'],
  [{ object: 'unheard_of' }, 'answer does not say what it is'],
  [{ id: 'cus_1', object: 'customer', deleted: true, email: null }, 'answer is deleted and still has id,object,deleted,email'],
  [{ error: { message: 'No.' } }, 'error lacks type'],
  [{ error: { type: 'card_error', message: '' } }, 'error lacks message'],
  [{ id: 'evt_1', object: 'event', data: { object: { ...refund, colour: 'red' } } }, 'event.data.object.colour is unknown'],
]) {
  assert.ok(problemsOf(answer).includes(problem), `${problem}: ${problemsOf(answer)}`);
}
console.log('fine');
