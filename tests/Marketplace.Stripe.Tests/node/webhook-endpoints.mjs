// Webhook endpoints with the official client.
import assert from 'node:assert/strict';
import { connect, facts } from './client.mjs';

const stripe = connect();

const made = await stripe.webhookEndpoints.create({ url: 'https://shop.example/hook', enabled_events: ['charge.succeeded'], api_version: facts.apiVersion, description: 'One', metadata: { why: 'test' } });
assert.match(made.secret, /^whsec_/);
assert.deepEqual([made.status, made.api_version, made.enabled_events], ['enabled', facts.apiVersion, ['charge.succeeded']]);
assert.equal((await stripe.webhookEndpoints.retrieve(made.id)).secret, undefined);
const changed = await stripe.webhookEndpoints.update(made.id, { url: 'https://shop.example/other', enabled_events: ['*'], disabled: true });
assert.deepEqual([changed.url, changed.enabled_events, changed.status], ['https://shop.example/other', ['*'], 'disabled']);
assert.deepEqual((await stripe.webhookEndpoints.list()).data.map(x => x.id), [made.id]);
assert.deepEqual(await stripe.webhookEndpoints.del(made.id), { id: made.id, object: 'webhook_endpoint', deleted: true });
await assert.rejects(stripe.webhookEndpoints.retrieve(made.id), error => error.code === 'resource_missing');
for (const [form, param] of [[{ url: 'shop', enabled_events: ['*'] }, 'url'], [{ url: 'https://shop.example', enabled_events: ['nonsense'] }, 'enabled_events'], [{ url: 'https://shop.example', enabled_events: ['*'], api_version: 'x' }, 'api_version']]) {
  await assert.rejects(stripe.webhookEndpoints.create(form), error => error.param === param);
}
console.log('fine');
