// What an endpoint was sent, held against the official client's own types. The facts are the bodies.
import assert from 'node:assert/strict';
import { facts } from './client.mjs';
import { problemsOf } from './known.mjs';

assert.ok(facts.length > 0);
assert.deepEqual(facts.map(x => JSON.parse(x)).flatMap(event => problemsOf(event).map(problem => `${event.type}: ${problem}`)), []);
console.log('fine');
