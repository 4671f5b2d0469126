import { test } from 'node:test';
import assert from 'node:assert/strict';
import { SafetyCopy, openTabs, tabIdentity } from '../editor/safety.js';

class Memory {
  map = new Map();
  get length() { return this.map.size; }
  key(i) { return [...this.map.keys()][i] ?? null; }
  getItem(key) { return this.map.get(key) ?? null; }
  setItem(key, value) { this.map.set(key, String(value)); }
  removeItem(key) { this.map.delete(key); }
}

class Locks {
  held = new Set();
  async request(name, { ifAvailable }, work) {
    assert.ok(ifAvailable);
    if (this.held.has(name)) return work(null);
    this.held.add(name);
    return work({ name });
  }
  async query() { return { held: [...this.held].map(name => ({ name })) }; }
}

const never = () => false;

test('what was typed is found again after a reload', () => {
  const storage = new Memory();
  new SafetyCopy(storage, 'cit_1', 'tab1', () => 5).keep({ body: 'typed\r\n', title: 'T', version: 3 });
  const [copy] = new SafetyCopy(storage, 'cit_1', 'tab1').find(never, never);
  assert.deepEqual([copy.body, copy.title, copy.version, copy.at], ['typed\r\n', 'T', 3, 5]);
});

test('each item and each tab has its own, the newest first', () => {
  const storage = new Memory();
  new SafetyCopy(storage, 'cit_1', 'a', () => 1).keep({ body: 'a' });
  new SafetyCopy(storage, 'cit_1', 'b', () => 2).keep({ body: 'b' });
  new SafetyCopy(storage, 'cit_10', 'a', () => 3).keep({ body: 'other' });
  const mine = new SafetyCopy(storage, 'cit_1', 'c');
  assert.deepEqual(mine.find(never, never).map(x => x.body), ['b', 'a']);
  assert.deepEqual(mine.find(tab => tab === 'b', never).map(x => x.body), ['a']);
});

test('what was found stays when the tab that left it writes again, or saves', () => {
  const storage = new Memory();
  const mine = new SafetyCopy(storage, 'cit_1', 'a', () => 5);
  mine.keep({ body: 'found' });
  const [copy] = mine.find(never, never);
  const aside = mine.setAside(copy, 'new');
  assert.notEqual(aside.key, mine.key);
  mine.keep({ body: 'typed later' });
  mine.clear();
  const later = mine.find(never, never);
  assert.deepEqual(later.map(x => [x.key, x.body, x.at]), [[aside.key, 'found', 5]]);
  mine.forget(aside.key);
  assert.equal(storage.length, 0);
});

test('a full browser keeps what was found where it was', () => {
  const storage = new Memory();
  const mine = new SafetyCopy(storage, 'cit_1', 'a', () => 5);
  mine.keep({ body: 'found' });
  const [copy] = mine.find(never, never);
  storage.setItem = () => { throw new Error('full'); };
  assert.equal(mine.setAside(copy, 'new').key, mine.key);
  assert.equal(mine.find(never, never)[0].body, 'found');
});

test('what is saved leaves nothing behind', () => {
  const storage = new Memory();
  const copy = new SafetyCopy(storage, 'cit_1', 'a');
  copy.keep({ body: 'x' });
  copy.clear();
  assert.equal(storage.length, 0);
  copy.keep({ body: 'same' });
  assert.deepEqual(copy.find(never, draft => draft.body === 'same'), []);
  assert.equal(storage.length, 0);
});

test('what is broken or old is thrown away', () => {
  const storage = new Memory();
  storage.setItem('content-draft:cit_1:a', '{broken');
  storage.setItem('content-draft:cit_1:b', '{"body":5,"at":1}');
  storage.setItem('another', 'stays');
  assert.deepEqual(new SafetyCopy(storage, 'cit_1', 'c').find(never, never), []);
  new SafetyCopy(storage, 'cit_2', 'd', () => 0).keep({ body: 'old' });
  new SafetyCopy(storage, 'cit_1', 'c', () => 31 * 86_400_000).prune();
  assert.deepEqual([...storage.map.keys()], ['another']);
});

test('a browser that keeps nothing is no error', () => {
  const refuse = () => { throw new Error('full'); };
  const broken = { get length() { return refuse(); }, setItem: refuse, removeItem: refuse };
  const copy = new SafetyCopy(broken, 'cit_1', 'a');
  assert.equal(copy.keep({ body: 'x' }), false);
  copy.clear();
  assert.deepEqual(copy.find(never, never), []);
});

test('a tab keeps its name over a reload, and a copied tab gets its own', async () => {
  const locks = new Locks();
  const session = new Memory();
  let next = 0;
  const id = () => `id${++next}`;
  assert.equal(await tabIdentity(session, locks, id), 'id1');
  const copied = new Memory();
  copied.setItem('content-tab', 'id1');
  assert.equal(await tabIdentity(copied, locks, id), 'id2');
  assert.deepEqual([...await openTabs(locks)].sort(), ['id1', 'id2']);
  locks.held.clear();
  assert.equal(await tabIdentity(session, locks, id), 'id1');
  assert.equal(await tabIdentity(session, undefined, id), 'id1');
});
