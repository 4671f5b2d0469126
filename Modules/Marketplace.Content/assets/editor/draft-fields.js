// The other fields of the page that belong to the draft: data-draft="title", "description", "address", and data-draft-field="name".

export class DraftFields {
  /** @param {ParentNode} scope @param {() => void} changed */
  constructor(scope, changed) {
    this.scope = scope;
    scope.addEventListener('input', event => { if (event.target.closest?.('[data-draft], [data-draft-field]')) changed(); });
    scope.addEventListener('change', event => { if (event.target.closest?.('[data-draft], [data-draft-field]')) changed(); });
  }

  get own() {
    return [...this.scope.querySelectorAll('[data-draft]')];
  }

  get further() {
    return [...this.scope.querySelectorAll('[data-draft-field]')];
  }

  /** @returns {{title?: string, description?: string, address?: string, fields?: Record<string, string>}} What the page has fields for. */
  read() {
    const draft = Object.fromEntries(this.own.map(field => [field.dataset.draft, valueOf(field)]));
    const { further } = this;
    if (further.length > 0) draft.fields = Object.fromEntries(further.map(field => [field.dataset.draftField, valueOf(field)]));
    return draft;
  }

  write(draft) {
    for (const field of this.own) set(field, draft[field.dataset.draft]);
    for (const field of this.further) set(field, furtherOf(draft, field));
  }

  /** @returns {{label: string, mine: string, theirs: string}[]} Those that differ. */
  differences(theirs) {
    const rows = [
      ...this.own.map(field => ({ field, other: theirs[field.dataset.draft] })),
      ...this.further.map(field => ({ field, other: furtherOf(theirs, field) })),
    ];
    return rows
      .filter(({ field, other }) => other !== undefined && (other ?? '') !== valueOf(field))
      .map(({ field, other }) => ({ label: field.labels?.[0]?.textContent.trim() ?? '', mine: valueOf(field), theirs: other ?? '' }));
  }

  get title() {
    return this.scope.querySelector('[data-draft="title"]')?.value ?? '';
  }
}

/** An empty field is not among those that are stored. @returns Undefined where the draft says nothing of such fields. */
const furtherOf = (draft, field) => draft.fields ? draft.fields[field.dataset.draftField] ?? '' : undefined;

const valueOf = field => field.type === 'checkbox' ? String(field.checked) : field.value;

function set(field, value) {
  if (value === undefined || valueOf(field) === (value ?? '')) return;
  if (field.type === 'checkbox') field.checked = value === 'true';
  else field.value = value ?? '';
}
