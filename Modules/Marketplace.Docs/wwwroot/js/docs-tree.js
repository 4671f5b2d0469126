// Dragging in the tree. The buttons of each row do the same without a pointer, and without this script.
const tree = document.querySelector('[data-tree]');
const form = document.querySelector('[data-tree-move]');
const moved = tree?.querySelector('[data-moved] a');
moved?.focus();

if (tree && form) {
  const rows = [...tree.querySelectorAll('[data-group]')];
  let dragged = null;
  let aim = null;

  const isBelow = (row, top) => {
    for (let at = row; at; at = rows.find(x => x.dataset.group === at.dataset.parent)) if (at === top) return true;
    return false;
  };
  const sisters = parent => rows.filter(x => x.dataset.parent === parent && x !== dragged);
  const clear = () => rows.forEach(x => x.classList.remove('is-before', 'is-after', 'is-inside', 'is-dragged'));

  /** Upper quarter: before it, lower quarter: after it, between: below it as its last child. */
  const aimAt = (row, y) => {
    const box = row.getBoundingClientRect();
    const part = (y - box.top) / box.height;
    if (isBelow(row, dragged)) return null;
    if (part > .3 && part < .7) return { row, mark: 'is-inside', parent: row.dataset.group, place: sisters(row.dataset.group).length };
    const after = part >= .7 ? 1 : 0;
    const place = sisters(row.dataset.parent).indexOf(row) + after;
    return { row, mark: after ? 'is-after' : 'is-before', parent: row.dataset.parent ?? '', place };
  };

  tree.addEventListener('pointerdown', event => {
    const handle = event.target.closest('[data-handle]');
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    dragged = handle.closest('[data-group]');
    dragged.classList.add('is-dragged');
    tree.setPointerCapture(event.pointerId);
  });
  tree.addEventListener('pointermove', event => {
    if (!dragged) return;
    clear();
    dragged.classList.add('is-dragged');
    const row = rows.find(x => {
      const box = x.getBoundingClientRect();
      return event.clientY >= box.top && event.clientY < box.bottom;
    });
    aim = row ? aimAt(row, event.clientY) : null;
    aim?.row.classList.add(aim.mark);
  });
  const stop = () => {
    clear();
    dragged = aim = null;
  };
  tree.addEventListener('pointerup', () => {
    const found = aim;
    const group = dragged?.dataset.group;
    stop();
    if (!found || !group) return;
    form.elements.group.value = group;
    form.elements.parent.value = found.parent;
    form.elements.place.value = found.place;
    form.requestSubmit();
  });
  tree.addEventListener('pointercancel', stop);
  addEventListener('keydown', event => { if (event.key === 'Escape') stop(); });
}
