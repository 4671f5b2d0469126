// The sandbox's stand-in for Stripe.js, without a page: what it asks, and what it refuses, of intents that the official client made.
import assert from 'node:assert/strict';
import vm from 'node:vm';
import { connect, facts } from './client.mjs';

const stripe = connect();
const address = new URL('../v3/stripe.js', facts.apiBase);
globalThis.window = globalThis;
globalThis.document = { currentScript: { src: address.href } };
vm.runInThisContext(await (await fetch(address)).text());
const browser = globalThis.Stripe(facts.publishableKey);

// Pays and saves what was made with allowed types
const intent = await stripe.paymentIntents.create({ amount: 2500, currency: 'usd', allowed_payment_method_types: ['card'] });
assert.deepEqual((await browser.retrievePaymentIntent(intent.client_secret)).paymentIntent.payment_method_types, ['card']);
const refused = await browser.confirmPayPalPayment(intent.client_secret, { return_url: 'https://shop.example' });
assert.match(refused.error.message, /not allowed/);
assert.equal((await browser.confirmCardPayment(intent.client_secret, { payment_method: 'pm_card_visa' })).paymentIntent.status, 'succeeded');
const setup = await stripe.setupIntents.create({ allowed_payment_method_types: ['card'] });
assert.equal((await browser.confirmCardSetup(setup.client_secret, { payment_method: 'pm_card_visa' })).setupIntent.status, 'succeeded');

// Elements follow
const refusal = call => { try { call(); } catch (error) { return `${error.name}: ${error.message}`; } return 'none'; };
assert.ok(browser.elements().create('card'));
assert.ok(browser.elements({ mode: 'payment', amount: 2500, currency: 'usd', allowedPaymentMethodTypes: ['card', 'paypal'] }).create('card'));
assert.match(refusal(() => browser.elements({ paymentMethodTypes: ['card'] })), /^IntegrationError: .*allowedPaymentMethodTypes/);
assert.match(refusal(() => browser.elements({ allowedPaymentMethodTypes: ['paypal'] }).create('card')), /^IntegrationError: .*does not include card/);
assert.match(refusal(() => browser.elements({ allowedPaymentMethodTypes: 'card' })), /^IntegrationError: .*array/);
const elements = browser.elements();
assert.match(refusal(() => elements.update({ paymentMethodTypes: ['card'] })), /^IntegrationError/);
elements.update({ allowedPaymentMethodTypes: ['paypal'] });
assert.match(refusal(() => elements.create('card')), /does not include card/);
elements.update({ locale: 'de' });
assert.match(refusal(() => elements.create('card')), /does not include card/);
console.log('fine');
