import { WidgetType } from '@codemirror/view';
import { el } from 'marketplace-ui/page.js';
import { CALLOUTS } from '../callouts.js';
import { context } from '../context.js';

/** The first line of a callout: its kind as a coloured title that can be changed. */
export class CalloutWidget extends WidgetType {
  constructor(kind) {
    super();
    this.kind = kind;
  }

  eq(other) {
    return other.kind === this.kind;
  }

  toDOM(view) {
    const { texts } = view.state.facet(context);
    const choice = el('select', {
      class: `editor-callout-kind is-${this.kind}`, 'aria-label': texts('calloutKind'), 'data-test': 'callout-kind',
    });
    for (const kind of CALLOUTS) choice.append(el('option', { value: kind }, texts(`callout_${kind}`)));
    choice.value = this.kind;
    choice.addEventListener('change', () => {
      const from = view.posAtDOM(choice) + 2;
      view.dispatch({ changes: { from, to: from + this.kind.length, insert: choice.value.toUpperCase() }, userEvent: 'input.callout' });
    });
    return choice;
  }

  ignoreEvent() {
    return true;
  }
}
