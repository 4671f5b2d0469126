import { test } from 'node:test';
import assert from 'node:assert/strict';
import { DraftFields } from '../editor/draft-fields.js';

// A form of such fields, as far as the script asks of it.
function form(own, further) {
  const field = (dataset, value) => ({ dataset, value, type: 'text', labels: [{ textContent: Object.values(dataset)[0] }] });
  const fields = {
    '[data-draft]': Object.entries(own).map(([name, value]) => field({ draft: name }, value)),
    '[data-draft-field]': Object.entries(further).map(([name, value]) => field({ draftField: name }, value)),
  };
  return { addEventListener() {}, querySelectorAll: selector => fields[selector] };
}

test('a field that is not among theirs is empty there', () => {
  const fields = new DraftFields(form({ title: 'Mine', address: '/a' }, { icon: 'star', card: 'x' }), () => {});
  const theirs = { title: 'Mine', address: null, fields: { card: 'x' } };
  assert.deepEqual(fields.differences(theirs).map(({ mine, theirs: other }) => [mine, other]), [['/a', ''], ['star', '']]);
  fields.write(theirs);
  assert.deepEqual(fields.read(), { title: 'Mine', address: '', fields: { icon: '', card: 'x' } });
});

test('a copy that says nothing of fields leaves them', () => {
  const fields = new DraftFields(form({ title: 'Mine' }, { icon: 'star' }), () => {});
  const copy = { title: 'Older' };
  assert.deepEqual(fields.differences(copy).map(x => x.theirs), ['Older']);
  fields.write(copy);
  assert.deepEqual(fields.read(), { title: 'Older', fields: { icon: 'star' } });
});
