import { redo, undo } from '@codemirror/commands';
import { WidgetType } from '@codemirror/view';
import { el } from 'marketplace-ui/page.js';
import { context } from '../context.js';
import { addColumn, addRow, escapeCell, parseTable, removeColumn, removeRow, setAlign, setCell } from '../tables.js';

const ALIGNS = ['', 'left', 'center', 'right'];

/** A table as a grid of fields. Each act changes the cells or rows that it means, and no other byte. */
export class TableWidget extends WidgetType {
  constructor(text) {
    super();
    this.text = text;
  }

  eq(other) {
    return other.text === this.text;
  }

  get estimatedHeight() {
    return 80 + 38 * (this.text.split('\n').length - 1);
  }

  toDOM(view) {
    const dom = el('div', { class: 'editor-table', 'data-test': 'table' });
    new Grid(dom, view).show(this.text);
    return dom;
  }

  updateDOM(dom) {
    dom.grid.show(this.text);
    return true;
  }

  ignoreEvent() {
    return true;
  }
}

class Grid {
  constructor(dom, view) {
    Object.assign(this, { dom, view, row: -1, column: 0 });
    dom.grid = this;
    const { texts } = view.state.facet(context);
    this.texts = texts;
    this.table = el('table', { 'aria-label': texts('table') });
    const box = el('div', { class: 'editor-table-scroll' }, this.table);
    const act = (name, work) => {
      const button = el('button', { type: 'button', class: 'btn btn-sm btn-quiet', 'data-test': `table-${name}` }, texts(`table_${name}`));
      // The cell that had the focus is the one that is meant.
      button.addEventListener('click', work);
      return button;
    };
    this.actions = el('div', { class: 'editor-widget-actions', role: 'group', 'aria-label': texts('tableActions') },
      act('add-row', () => this.act(t => addRow(t, this.row), { row: this.row + 1 })),
      act('add-column', () => this.act(t => addColumn(t, this.column), { column: this.column + 1 })),
      act('remove-row', () => this.act(t => removeRow(t, this.row), { row: this.row - 1 })),
      act('remove-column', () => this.act(t => removeColumn(t, this.column), { column: Math.max(0, this.column - 1) })),
      act('align', () => this.align()),
      act('remove', () => this.remove()));
    // Margins around a widget are heights that the text does not know of; its box has a padding around it.
    dom.append(el('div', { class: 'editor-box' }, box, this.actions));
    dom.addEventListener('focusin', event => this.remember(event.target));
    dom.addEventListener('keydown', event => this.press(event));
    dom.addEventListener('input', event => this.type(event.target));
  }

  show(text) {
    const model = parseTable(text);
    this.text = text;
    if (!model) return;
    this.model = model;
    const rows = [model.head, ...model.rows];
    while (this.table.rows.length > rows.length) this.table.deleteRow(-1);
    rows.forEach((row, r) => {
      const line = this.table.rows[r] ?? this.table.insertRow();
      while (line.cells.length > model.columns) line.deleteCell(-1);
      for (let c = 0; c < model.columns; c++) this.showCell(line, row, r - 1, c);
    });
    this.actions.querySelector('[data-test="table-remove-row"]').disabled = model.rows.length === 0;
    this.actions.querySelector('[data-test="table-remove-column"]').disabled = model.columns < 2;
  }

  showCell(line, row, r, c) {
    let cell = line.cells[c];
    if (!cell) {
      cell = el(r < 0 ? 'th' : 'td', r < 0 ? { scope: 'col' } : {},
        el('textarea', { rows: '1', spellcheck: 'true', 'data-test': `cell-${r + 1}-${c}` }));
      line.append(cell);
    }
    const field = cell.firstElementChild;
    const text = row.cells[c]?.text ?? '';
    cell.className = this.model.align[c] ? `is-${this.model.align[c]}` : '';
    field.setAttribute('aria-label', r < 0
      ? this.texts('cellHead', { column: c + 1 })
      : this.texts('cell', { row: r + 1, column: this.model.head.cells[c].text || c + 1 }));
    // A blank or backslash that was just typed may be written differently; it is the same text.
    if (escapeCell(field.value) !== escapeCell(text)) field.value = text;
  }

  remember(field) {
    const at = this.placeOf(field);
    if (at) Object.assign(this, at);
  }

  placeOf(field) {
    const cell = field.closest('th, td');
    return cell ? { row: cell.parentElement.rowIndex - 1, column: cell.cellIndex } : null;
  }

  type(field) {
    const at = this.placeOf(field);
    if (!at) return;
    if (/[\r\n]/.test(field.value)) field.value = field.value.replace(/\s*[\r\n]+\s*/g, ' ');
    this.change(setCell(this.model, at.row, at.column, field.value), 'input.type.table');
  }

  press(event) {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && 'zy'.includes(event.key.toLowerCase());
    if (isUndo) {
      event.preventDefault();
      (event.key.toLowerCase() === 'y' || event.shiftKey ? redo : undo)(this.view);
      return;
    }
    if (event.isComposing) return;
    if (event.key === 'Escape') this.leave(event);
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    const { row, column } = this.placeOf(event.target);
    if (event.key === 'Enter') {
      event.preventDefault();
      if (row === this.model.rows.length - 1) this.act(table => addRow(table, row), { row: row + 1, column });
      else this.focus(row + 1, column);
    } else if (event.key === 'ArrowUp' && isAtEdge(event.target, 'start')) {
      if (row >= 0) this.move(event, row - 1, column);
    } else if (event.key === 'ArrowDown' && isAtEdge(event.target, 'end')) {
      if (row < this.model.rows.length - 1) this.move(event, row + 1, column);
      else this.leave(event);
    }
  }

  move(event, row, column) {
    event.preventDefault();
    this.focus(row, column);
  }

  focus(row, column) {
    this.table.rows[row + 1]?.cells[column]?.firstElementChild.focus();
  }

  act(changes, place) {
    if (!this.change(changes(this.model), 'input.table')) return;
    const row = Math.min(place.row ?? this.row, this.model.rows.length - 1);
    this.focus(row, Math.min(place.column ?? this.column, this.model.columns - 1));
  }

  align() {
    const now = this.model.align[this.column] ?? '';
    this.act(table => setAlign(table, this.column, ALIGNS[(ALIGNS.indexOf(now) + 1) % ALIGNS.length]), {});
  }

  get from() {
    return this.view.posAtDOM(this.dom);
  }

  change(changes, userEvent) {
    const { from } = this;
    if (changes.length === 0 || this.view.state.sliceDoc(from, from + this.text.length) !== this.text) return false;
    this.view.dispatch({ changes: changes.map(x => ({ from: from + x.from, to: from + x.to, insert: x.insert })), userEvent });
    return true;
  }

  remove() {
    const { from } = this;
    const to = Math.min(from + this.text.length + 1, this.view.state.doc.length);
    this.view.dispatch({ changes: { from, to }, selection: { anchor: from }, userEvent: 'delete.table' });
    this.view.focus();
  }

  leave(event) {
    event.preventDefault();
    const { view } = this;
    const end = this.from + this.text.length;
    view.dispatch({ selection: { anchor: Math.min(end + 1, view.state.doc.length) }, scrollIntoView: true });
    view.focus();
  }
}

const isAtEdge = (field, edge) => field.selectionStart === field.selectionEnd
  && (edge === 'start' ? field.selectionStart === 0 : field.selectionEnd === field.value.length);
