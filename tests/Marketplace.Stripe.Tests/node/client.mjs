// Stripe's official client, pointed at the sandbox. Facts come from the test in STRIPE_TEST as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Stripe from 'stripe';

export const facts = JSON.parse(process.env.STRIPE_TEST);

export function connect(secretKey = facts.secretKey) {
  const address = new URL(facts.apiBase); // http://127.0.0.1:port/prefix/stripe-sandbox/v1/
  const prefix = address.pathname.replace(/\/v1\/$/, '');
  const http = Stripe.createNodeHttpClient();
  const send = http.makeRequest.bind(http);
  http.makeRequest = (host, port, path, ...rest) => send(host, port, prefix + path, ...rest);
  return new Stripe(secretKey, {
    host: address.hostname, port: address.port, protocol: 'http', httpClient: http, apiVersion: facts.apiVersion, maxNetworkRetries: 0, telemetry: false,
  });
}

/** Members that the client's own types say are always there. */
export function requiredMembers(file, type) {
  const types = createRequire(import.meta.url).resolve('stripe').replace(/[^/\\]+$/, `resources/${file}.d.ts`);
  const text = readFileSync(types, 'utf8');
  const start = text.search(new RegExp(`export interface ${type}\\b[^{]*\\{`));
  const body = text.slice(start, text.indexOf('\n}', start));
  return [...body.matchAll(/\n {4}(\w+): /g)].map(match => match[1]);
}
