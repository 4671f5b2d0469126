import { test } from 'node:test';
import assert from 'node:assert/strict';
import { isEasy, scan } from '../editor/scan.js';
import { calloutTitle } from '../editor/callouts.js';
import { findPictures, writeLink, writePicture } from '../editor/pictures.js';

const types = text => scan(text.split('\n')).map(x => x.type);
const texts = text => scan(text.split('\n')).map(x => text.slice(x.from, x.to));

test('finds tables, pictures, callouts and blocks where they stand', () => {
  const text = 'Intro {{price product="a"}}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![Alt](/m/a.png)\n\n> [!NOTE]\n> Text\n';
  assert.deepEqual(types(text), ['block', 'table', 'picture', 'callout']);
  assert.deepEqual(texts(text), ['{{price product="a"}}', '| a | b |\n|---|---|\n| 1 | 2 |', '![Alt](/m/a.png)', '[!NOTE]']);
});

test('code is left alone', () => {
  const inside = '| a | b |\n|---|---|\n![x](/y.png)\n> [!NOTE]\n{{price}}';
  const fence = '```';
  const texts = [
    `${fence}\n${inside}\n${fence}`, `~~~~ md\n${inside}\n~~~\n${inside}\n~~~~`, `${fence}\n${inside}`, '    {{price}}', '`{{price}}`',
  ];
  for (const text of texts)
    assert.deepEqual(types(text), [], text);
  assert.deepEqual(types('```\n{{a}}\n```\n{{b}}'), ['block']);
  assert.deepEqual(types('`a` {{b}} `c`'), ['block']);
});

test('a picture within a sentence stays text', () => assert.deepEqual(types('See ![a](/b.png) there'), []));

test('a callout begins with its first line', () => {
  assert.deepEqual(types('> text\n> [!NOTE]'), []);
  assert.equal(scan(['> [!WARNING]', '> a', '> b', 'c'])[0].lines, 3);
  assert.equal(calloutTitle('> [!note] more'), null);
});

test('a table ends where its rows end', () => {
  assert.deepEqual(texts('a | b\n--|--\n1 | 2\ntext\n'), ['a | b\n--|--\n1 | 2']);
  assert.deepEqual(texts('| a |\n|---|\n\n| b |'), ['| a |\n|---|']);
});

test('a picture is found with the place of its parts', () => {
  const line = '![A [b]](x)';
  assert.deepEqual(findPictures(line), []);
  const [picture] = findPictures('![Wallet \\[new\\]](</media/a b.png> "T")');
  assert.equal(picture.alt, 'Wallet [new]');
  assert.equal(picture.address, '/media/a b.png');
});

test('what is written is what is read again', () => {
  const pictures = [['/media/a.png', 'Plain'], ['/media/a b(1).png', 'With ] and [ and \\'], ['/m/ü.png', ''], ['/a', 'two\nlines']];
  for (const [address, alt] of pictures) {
    const [picture] = findPictures(writePicture(address, alt));
    assert.equal(picture.address, address);
    assert.equal(picture.alt, alt.replace('\n', ' '));
  }
  assert.equal(writeLink('/docs/a', 'A [x]'), '[A \\[x\\]](/docs/a)');
});

test('a text that would take long to colour is known beforehand', () => {
  const line = 'Some words with [a link](/x).';
  assert.equal(isEasy(Array.from({ length: 5_000 }, (_, i) => i % 5 ? line : '')), true);
  assert.equal(isEasy(Array.from({ length: 1_000 }, () => line)), false);
  assert.equal(isEasy(Array.from({ length: 50_000 }, (_, i) => i % 5 ? line : '')), false);
});

test('a long text is scanned in no time', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => i % 7 ? `Line ${i} with [a link](/x) and \`code\` | pipe` : '| a | b |');
  const start = performance.now();
  scan(lines);
  scan(['![' + '['.repeat(100_000), '`'.repeat(3) + ' `'.repeat(5_000) + '{{a}}', '|'.repeat(50_000), '|-'.repeat(50_000)]);
  assert.ok(performance.now() - start < 2_000);
});
