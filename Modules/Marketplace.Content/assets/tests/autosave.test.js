import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Autosave } from '../editor/autosave.js';

// Time that a test moves, and a server that answers what it is told.
function start(answers = []) {
  const timers = {
    time: 0, planned: null, id: 0,
    now: () => timers.time,
    set(work, wait) { timers.planned = { work, at: timers.time + wait, id: ++timers.id }; return timers.id; },
    clear(id) { if (timers.planned?.id === id) timers.planned = null; },
  };
  const sent = [];
  const shown = [];
  const saves = [];
  let text = 'old';
  const autosave = new Autosave({
    version: 1,
    timers,
    read: () => ({ body: text }),
    send: async draft => {
      sent.push(draft);
      return answers.shift() ?? { status: 200, body: { version: draft.version + 1, saved_at: 'x' } };
    },
    show: state => shown.push(state.name),
    saved: (version, draft, all) => saves.push([version, draft.body, all]),
  });
  return {
    autosave, sent, shown, saves, timers,
    type(value) { text = value; autosave.changed(); },
    async wait(milliseconds) {
      timers.time += milliseconds;
      if (timers.planned && timers.planned.at <= timers.time) {
        const { work } = timers.planned;
        timers.planned = null;
        await work();
      }
    },
  };
}

test('saves two seconds after typing stops, and not before', async () => {
  const page = start();
  page.type('a');
  await page.wait(1_900);
  page.type('ab');
  await page.wait(1_900);
  assert.equal(page.sent.length, 0);
  await page.wait(100);
  assert.deepEqual(page.sent, [{ version: 1, body: 'ab' }]);
  assert.deepEqual(page.shown, ['waiting', 'waiting', 'saving', 'saved']);
  assert.equal(page.autosave.isDirty, false);
});

test('who never stops is saved all the same', async () => {
  const page = start();
  for (let i = 0; i < 16; i++) {
    page.type(`text ${i}`);
    await page.wait(1_000);
  }
  assert.equal(page.sent.length, 1);
});

test('what is typed while it saves is saved next, with the new version', async () => {
  const page = start();
  let answer;
  page.autosave.send = draft => { page.sent.push(draft); return new Promise(done => { answer = done; }); };
  page.type('a');
  page.timers.time += 2_000;
  const saving = page.autosave.flush();
  page.type('ab');
  answer({ status: 200, body: { version: 2, saved_at: '' } });
  await saving;
  assert.deepEqual(page.saves, [[2, 'a', false]]);
  assert.equal(page.autosave.isDirty, true);
  const next = page.autosave.flush();
  answer({ status: 200, body: { version: 3, saved_at: '' } });
  assert.equal(await next, true);
  assert.deepEqual(page.sent.map(x => [x.version, x.body]), [[1, 'a'], [2, 'ab']]);
});

test('offline it tries again until it is there, and loses nothing', async () => {
  const page = start([{ status: 0 }, { status: 503 }]);
  page.type('a');
  await page.wait(2_000);
  assert.equal(page.autosave.state.name, 'offline');
  page.type('ab');
  await page.wait(3_000);
  assert.equal(page.autosave.state.name, 'failing');
  page.autosave.retry();
  await page.wait(0);
  assert.deepEqual(page.sent.at(-1), { version: 1, body: 'ab' });
  assert.equal(page.autosave.state.name, 'saved');
});

test('signed out it waits, and goes on where it was', async () => {
  const page = start([{ status: 401 }, { status: 401 }]);
  page.type('a');
  await page.wait(2_000);
  await page.wait(3_000);
  assert.equal(page.autosave.state.name, 'signed-out');
  assert.deepEqual(page.shown.filter(x => x === 'saving').length, 1);
  page.autosave.retry();
  await page.wait(0);
  assert.equal(page.autosave.state.name, 'saved');
});

test('somebody else saved: nothing is sent until it is decided', async () => {
  const current = { version: 7, body: 'theirs' };
  const page = start([{ status: 409, body: { current } }]);
  page.type('mine');
  await page.wait(2_000);
  assert.equal(page.autosave.state.name, 'conflict');
  page.type('mine too');
  assert.equal(await page.autosave.flush(), false);
  await page.wait(60_000);
  assert.equal(page.sent.length, 1);
  await page.autosave.replace(7);
  assert.deepEqual(page.sent[1], { version: 7, body: 'mine too', chosen: true });
  assert.equal(page.autosave.version, 8);
});

test('taking theirs leaves nothing to save', async () => {
  const page = start([{ status: 409, body: { current: { version: 7, body: 'theirs' } } }]);
  page.type('mine');
  await page.wait(2_000);
  page.autosave.accept(7);
  assert.equal(page.autosave.isDirty, false);
  page.type('on top');
  await page.wait(2_000);
  assert.equal(page.sent.at(-1).version, 7);
});

test('what the server refuses is said, and tried again with the next change', async () => {
  const page = start([{ status: 422, body: { title: 'No' } }]);
  page.type('a');
  await page.wait(2_000);
  assert.equal(page.autosave.state.name, 'refused');
  await page.wait(60_000);
  assert.equal(page.sent.length, 1);
  page.type('b');
  await page.wait(2_000);
  assert.equal(page.autosave.state.name, 'saved');
});

test('a page that comes back with a conflict sends nothing until it is settled', async () => {
  const page = start();
  page.autosave.meet({ version: 4, body: 'theirs' });
  assert.deepEqual([page.autosave.isDirty, page.shown], [true, ['conflict']]);
  page.type('mine');
  await page.wait(60_000);
  assert.equal(await page.autosave.flush(), false);
  assert.equal(page.sent.length, 0);
  await page.autosave.replace(4);
  assert.deepEqual(page.sent, [{ version: 4, body: 'mine', chosen: true }]);
});
