// Holds answers against the official client's own types: no member that they do not have, none missing or null that they always have.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = dirname(createRequire(import.meta.url).resolve('stripe'));
const entities = {
  account: 'Accounts', balance: 'Balance', balance_transaction: 'BalanceTransactions', charge: 'Charges', customer: 'Customers', dispute: 'Disputes', event: 'Events:EventBase',
  payment_intent: 'PaymentIntents', payment_method: 'PaymentMethods', payment_method_configuration: 'PaymentMethodConfigurations', 'radar.early_fraud_warning': 'Radar/EarlyFraudWarnings', refund: 'Refunds', setup_intent: 'SetupIntents',
  webhook_endpoint: 'WebhookEndpoints',
};
const listMembers = ['object', 'data', 'has_more', 'url'];
const files = new Map();

/** Interfaces of a file by their full name: member → { optional, type }. */
function interfacesOf(file) {
  if (!files.has(file)) files.set(file, parse(readFileSync(join(root, `${file}.d.ts`), 'utf8')));
  return files.get(file);
}

function parse(text) {
  const found = new Map();
  const open = [];
  for (const line of text.replace(/\/\*\*[\s\S]*?\*\//g, '').split('\n')) {
    const indent = line.length - line.trimStart().length;
    const block = /^\s*(?:export )?(?:declare )?(namespace|interface|type) (\w+)[^{]*\{\s*$/.exec(line);
    if (block) {
      const name = [...open.filter(x => x.isNamespace).map(x => x.name), block[2]].join('.');
      open.push({ indent, isNamespace: block[1] === 'namespace', name: block[2], full: name });
      if (block[1] !== 'namespace') found.set(name, new Map());
    } else if (open.length && line.trim().startsWith('}') && open.at(-1).indent === indent) {
      open.pop();
    } else if (open.length && !open.at(-1).isNamespace) {
      const member = /^(\w+)(\?)?: (.*?);?$/.exec(line.trim());
      if (member && indent === open.at(-1).indent + 4) found.get(open.at(-1).full).set(member[1], { optional: Boolean(member[2]), type: member[3] });
    }
  }
  return found;
}

/** Members that an interface says are always there. */
export const requiredMembers = (file, type) => [...interfacesOf(`resources/${file}`).get(type)].filter(([, x]) => !x.optional).map(([name]) => name);

/** @returns {string[]} what is wrong with an answer */
export function problemsOf(answer) {
  const problems = [];
  if (!answer?.error) {
    checkObject(answer, 'answer', problems);
    return problems;
  }
  for (const name of ['type', 'message']) if (typeof answer.error[name] !== 'string' || !answer.error[name]) problems.push(`error lacks ${name}`);
  for (const inner of ['payment_intent', 'payment_method', 'setup_intent']) answer.error[inner] && checkObject(answer.error[inner], `error.${inner}`, problems);
  return problems;
}

function checkObject(value, path, problems) {
  if (value.object === 'list') {
    compare(value, new Map(listMembers.map(x => [x, { optional: false, type: 'any' }])), path, problems, () => {});
    value.data?.forEach((item, i) => checkObject(item, `${path}.data[${i}]`, problems));
  } else if (value.deleted) {
    if (Object.keys(value).sort().join() !== 'deleted,id,object') problems.push(`${path} is deleted and still has ${Object.keys(value)}`);
  } else if (!entities[value.object]) {
    problems.push(`${path} does not say what it is`);
  } else {
    const [name, type = singular(value.object)] = entities[value.object].split(':');
    checkMembers(value, { file: `resources/${name}`, name: type }, path === 'answer' ? value.object : path, problems);
  }
}

const singular = object => object.split('.').at(-1).replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase());

function checkMembers(value, at, path, problems) {
  const members = interfacesOf(at.file).get(at.name);
  // Without members of its own it is anybody's, for example what Stripe's script alone understands.
  if (members.size) compare(value, members, path, problems, (inner, type, name) => check(inner, type, at, `${path}.${name}`, problems));
}

function compare(value, members, path, problems, checkMember) {
  for (const name of Object.keys(value)) if (!members.has(name)) problems.push(`${path}.${name} is unknown`);
  for (const [name, { optional, type }] of members) {
    if (value[name] === undefined) {
      if (!optional) problems.push(`${path} lacks ${name}`);
    } else if (value[name] === null) {
      if (!/\bnull\b|\bany\b/.test(type)) problems.push(`${path}.${name} is null`);
    } else {
      checkMember(value[name], type, name);
    }
  }
}

function check(value, type, at, path, problems) {
  if (Array.isArray(value)) {
    value.forEach((item, i) => check(item, /^Array<(.*)>/.exec(type)?.[1] ?? type, at, `${path}[${i}]`, problems));
  } else if (value === null || typeof value !== 'object') {
    const expected = { string: /string|'|[A-Z]/, number: /number|\d/, boolean: /boolean|true|false/ }[typeof value];
    if (!expected?.test(type)) problems.push(`${path} is a ${typeof value}, where ${type} is read`);
  } else if (typeof value.object === 'string') {
    checkObject(value, path, problems);
  } else if (!/^(Metadata|\{)/.test(type)) {
    const place = type.split('|').map(x => resolve(x.trim(), at)).find(Boolean);
    if (place) checkMembers(value, place, path, problems);
    else problems.push(`${path} is an object, where ${type} is read`);
  }
}

/** A name is looked for where it is used, then further and further out, then among what all files share. */
function resolve(name, { file, name: scope }) {
  const known = interfacesOf(file);
  for (let around = scope.split('.'); ; around = around.slice(0, -1)) {
    const full = [...around, name].join('.');
    if (known.has(full)) return { file, name: full };
    if (!around.length) break;
  }
  return interfacesOf('shared').has(name) ? { file: 'shared', name } : null;
}
