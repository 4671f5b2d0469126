import { test } from 'node:test';
import assert from 'node:assert/strict';
import { findBlocks, writeBlock } from '../editor/blocks.js';

test('a block is found with its parameters', () => {
  const [block] = findBlocks('From {{price product="small-vm"  unit="month"}} on.');
  assert.deepEqual({ ...block }, {
    from: 5, to: 47, text: '{{price product="small-vm"  unit="month"}}', name: 'price', parameters: { product: 'small-vm', unit: 'month' },
  });
});

test('several stand in a line', () => assert.deepEqual(findBlocks('{{a}} {{ b-2 }}{{c x=""}}').map(x => x.name), ['a', 'b-2', 'c']));

test('what is no block is left alone', () => {
  const texts = [
    '{{}}', '{{Price}}', '{{price product=small}}', '{{price product="a}}', '{price}', '{{1a}}', '{{a b}}', '\\{{a}}', '{{a b = "c"}}',
  ];
  for (const text of texts)
    assert.deepEqual(findBlocks(text), [], text);
});

test('what is written is what is read again', () => {
  for (const value of ['plain', 'back\\slash', '}}', '{{x}}', 'ünï 😀', "it's"]) {
    const [block] = findBlocks(writeBlock('snippet', { name: value }));
    assert.deepEqual(block.parameters, { name: value }, value);
  }
});

test('empty parameters are left out, and what a value cannot hold is written otherwise', () => {
  assert.equal(writeBlock('price', { product: 'x', note: '' }), '{{price product="x"}}');
  assert.equal(writeBlock('a', { b: '1\r\n2' }), '{{a b="1 2"}}');
  assert.equal(writeBlock('a', { b: 'a "b"' }), '{{a b="a ”b”"}}');
  assert.equal(findBlocks(writeBlock('a', { b: 'x'.repeat(500) })).length, 1);
});

test('a line of a million braces is read at once', () => {
  const start = performance.now();
  findBlocks('{{a '.repeat(250_000));
  findBlocks(`{{a ${'b="c" '.repeat(100_000)}`);
  findBlocks(`{{a b="${'\\"'.repeat(200_000)}`);
  assert.ok(performance.now() - start < 2_000);
});
