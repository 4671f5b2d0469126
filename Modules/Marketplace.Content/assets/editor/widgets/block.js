import { WidgetType } from '@codemirror/view';
import { el } from 'marketplace-ui/page.js';
import { context } from '../context.js';

/** A live block as a chip with what it shows now. Pressing it edits its parameters. */
export class BlockWidget extends WidgetType {
  constructor(block, title, view) {
    super();
    Object.assign(this, { block, title, view });
  }

  eq(other) {
    return other.block.text === this.block.text && other.title === this.title && other.view === this.view;
  }

  toDOM(view) {
    const { dialogs } = view.state.facet(context);
    const missing = this.view?.missing?.[0];
    const shown = missing ?? this.view?.text ?? '';
    const chip = el('button', {
      type: 'button', class: `editor-chip${missing ? ' is-missing' : ''}`, 'data-test': 'block-chip', 'data-block': this.block.name,
      title: this.block.text,
    }, el('span', { class: 'editor-chip-title' }, this.title));
    if (shown) chip.append(' ', el('span', { class: 'editor-chip-text' }, shown));
    chip.addEventListener('click', () => {
      const from = view.posAtDOM(chip);
      dialogs.editBlock(view, { from, to: from + this.block.text.length, block: this.block });
    });
    return chip;
  }

  ignoreEvent() {
    return true;
  }
}
