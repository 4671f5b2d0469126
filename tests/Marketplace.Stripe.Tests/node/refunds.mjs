// Refunds, disputes and the account's records with the official client.
import assert from 'node:assert/strict';
import { connect, requiredMembers } from './client.mjs';

const stripe = connect();
const has = (object, file, type) => assert.deepEqual(requiredMembers(file, type).filter(name => !(name in object)), [], `${type} lacks members`);
const pay = async (token, amount = 2500) => stripe.paymentIntents.create({ amount, currency: 'usd', allowed_payment_method_types: ['card'], confirm: true, payment_method: token });
const fails = async (call, code) => assert.rejects(call, error => { assert.equal(error.code, code, error.message); return true; });
const advance = async (path, form) => {
  const reply = await stripe.rawRequest('POST', `/v1/${path}/sandbox_advance`, form);
  return reply;
};

// Partial, the rest, too much
const paid = await pay('pm_card_visa');
const part = await stripe.refunds.create({ payment_intent: paid.id, amount: 1000, reason: 'requested_by_customer', metadata: { why: 'test' } }, { idempotencyKey: 'refund-1' });
assert.deepEqual([part.status, part.amount, part.metadata.why, part.payment_intent], ['succeeded', 1000, 'test', paid.id]);
has(part, 'Refunds', 'Refund');
assert.equal((await stripe.refunds.create({ payment_intent: paid.id, amount: 1000, reason: 'requested_by_customer', metadata: { why: 'test' } }, { idempotencyKey: 'refund-1' })).id, part.id);
await assert.rejects(stripe.refunds.create({ payment_intent: paid.id, amount: 1501 }), /greater than unrefunded amount/);
const rest = await stripe.refunds.create({ charge: part.charge });
assert.equal(rest.amount, 1500);
const charge = await stripe.charges.retrieve(part.charge);
assert.deepEqual([charge.amount_refunded, charge.refunded], [2500, true]);
await fails(stripe.refunds.create({ payment_intent: paid.id }), 'charge_already_refunded');
assert.deepEqual((await stripe.refunds.list({ payment_intent: paid.id })).data.map(x => x.id), [rest.id, part.id]);
assert.equal((await stripe.refunds.retrieve(part.id, { expand: ['charge'] })).charge.id, part.charge);
await fails(stripe.refunds.create({}), 'parameter_missing');
const open = await stripe.paymentIntents.create({ amount: 2500, currency: 'usd', allowed_payment_method_types: ['card'] });
await fails(stripe.refunds.create({ payment_intent: open.id }), 'payment_intent_unexpected_state');

// Pending and failing
const waiting = await stripe.refunds.create({ payment_intent: (await pay('pm_card_pendingRefund')).id });
assert.equal(waiting.status, 'pending');
assert.equal((await advance(`refunds/${waiting.id}`, { outcome: 'succeed' })).status, 'succeeded');
const bounced = await stripe.refunds.create({ payment_intent: (await pay('pm_card_refundFail')).id });
assert.equal(bounced.status, 'succeeded');
const failed = await advance(`refunds/${bounced.id}`, { outcome: 'fail' });
assert.deepEqual([failed.status, failed.failure_reason], ['failed', 'expired_or_canceled_card']);
assert.equal((await stripe.charges.retrieve(bounced.charge)).amount_refunded, 0);
await assert.rejects(advance(`refunds/${bounced.id}`, { outcome: 'succeed' }), /already/);

// Disputes
const disputed = async token => {
  const intent = await pay(token);
  return (await stripe.disputes.list({ payment_intent: intent.id })).data[0];
};
const lost = await disputed('pm_card_createDispute');
assert.deepEqual([lost.status, lost.reason, lost.amount, lost.balance_transactions[0].amount], ['needs_response', 'fraudulent', 2500, -2500]);
has(lost, 'Disputes', 'Dispute');
await fails(stripe.refunds.create({ charge: lost.charge }), 'charge_disputed');
assert.equal((await stripe.disputes.close(lost.id)).status, 'lost');
await assert.rejects(stripe.disputes.close(lost.id), /cannot be closed/);
const won = await disputed('pm_card_createDisputeProductNotReceived');
assert.equal(won.reason, 'product_not_received');
assert.equal((await advance(`disputes/${won.id}`, { status: 'under_review' })).status, 'under_review');
const reinstated = await stripe.disputes.update(won.id, { evidence: { uncategorized_text: 'winning_evidence' }, submit: true });
assert.deepEqual([reinstated.status, reinstated.balance_transactions.map(x => x.amount)], ['won', [-2500, 2500]]);
const inquiry = await disputed('pm_card_createDisputeInquiry');
assert.deepEqual([inquiry.status, inquiry.balance_transactions.length, inquiry.is_charge_refundable], ['warning_needs_response', 0, true]);
await assert.rejects(advance(`disputes/${inquiry.id}`, { status: 'won' }), /cannot become/);
assert.equal((await advance(`disputes/${inquiry.id}`, { status: 'warning_closed' })).status, 'warning_closed');
const fraud = await pay('pm_card_createIssuerFraudRecord');
const [warning] = (await stripe.radar.earlyFraudWarnings.list({ payment_intent: fraud.id })).data;
has(warning, 'Radar/EarlyFraudWarnings', 'EarlyFraudWarning');

// Records
const rows = await stripe.balanceTransactions.list({ limit: 100, expand: ['data.source'] });
has(rows.data[0], 'BalanceTransactions', 'BalanceTransaction');
assert.ok(rows.data.every(x => x.net === x.amount - x.fee));
const ours = rows.data.filter(x => x.source.payment_intent === paid.id).map(x => [x.type, x.amount, x.fee]);
assert.deepEqual(ours, [['refund', -1500, 0], ['refund', -1000, 0], ['charge', 2500, 103]]);
assert.equal((await stripe.balanceTransactions.retrieve(charge.balance_transaction)).source, charge.id);
assert.deepEqual((await stripe.charges.list({ payment_intent: paid.id })).data.map(x => x.id), [charge.id]);
const types = (await stripe.events.list({ type: 'charge.dispute.*', limit: 100 })).data.map(x => x.type);
assert.deepEqual([...new Set(types)].sort(), ['charge.dispute.closed', 'charge.dispute.created', 'charge.dispute.funds_reinstated', 'charge.dispute.funds_withdrawn', 'charge.dispute.updated']);
const { created } = (await stripe.events.list({ limit: 1 })).data[0];
assert.equal((await stripe.events.list({ created: { gt: created } })).data.length, 0);
assert.ok((await stripe.events.list({ created: { gte: created }, types: ['refund.failed', 'refund.updated'] })).data.length >= 2);
assert.equal((await stripe.balanceTransactions.list({ created: { lt: created - 86400 } })).data.length, 0);
console.log('fine');
