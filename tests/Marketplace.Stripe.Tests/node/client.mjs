// Stripe's official client, pointed at the sandbox; every answer it reads is held against its own types.
import { readFileSync } from 'node:fs';
import Stripe from 'stripe';
import { problemsOf } from './known.mjs';

export { requiredMembers } from './known.mjs';

// The client would take a throw in its midst for a broken answer, so what is found fails the script at its end.
const problems = [];
process.on('exit', () => {
  if (!problems.length) return;
  console.error(problems.join('\n'));
  process.exitCode = 1;
});

/** What the test says, as JSON on standard input. */
export const facts = JSON.parse(readFileSync(0, 'utf8'));

export function connect(secretKey = facts.secretKey) {
  const address = new URL(facts.apiBase); // http://127.0.0.1:port/prefix/stripe-sandbox/v1/
  const prefix = address.pathname.replace(/\/v1\/$/, '');
  const http = Stripe.createNodeHttpClient();
  const send = http.makeRequest.bind(http);
  http.makeRequest = async (host, port, path, ...rest) => {
    const answer = await send(host, port, prefix + path, ...rest);
    const read = answer.toJSON.bind(answer);
    answer.toJSON = async () => {
      const body = await read();
      problems.push(...problemsOf(body).map(problem => `${rest[0]} ${path}: ${problem}`));
      return body;
    };
    return answer;
  };
  return new Stripe(secretKey, {
    host: address.hostname, port: address.port, protocol: 'http', httpClient: http, apiVersion: facts.apiVersion, maxNetworkRetries: 0, telemetry: false,
  });
}
