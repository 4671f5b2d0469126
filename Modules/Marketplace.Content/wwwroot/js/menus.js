// Moves the entries of a menu without a request: by dragging, and by the buttons beside them. Without it each button is a request.
const form = document.querySelector('[data-menu-form]');
const list = form?.querySelector('[data-menu-rows]');
const said = form?.querySelector('[data-menu-said]');

const rows = () => [...list.querySelectorAll('[data-menu-row]')];

const isBelow = (row) => row.querySelector('[data-menu-below]').value === 'true';

function putBelow(row, below) {
  row.querySelector('[data-menu-below]').value = below ? 'true' : 'false';
  row.classList.toggle('menu-row-below', below);
}

// Fields are numbered in reading order, and that is the order in which they are saved.
function number() {
  const all = rows();
  if (all.length > 0) putBelow(all[0], false);
  all.forEach((row, index) => {
    for (const field of row.querySelectorAll('[name]'))
      field.name = field.name.replace(/\[\d+\]/, `[${index}]`);
    for (const button of row.querySelectorAll('[data-menu-move]')) {
      const address = new URL(button.formAction, location.href);
      address.searchParams.set('index', index);
      button.setAttribute('formaction', address.pathname + address.search);
    }
    const button = (what) => row.querySelector(`[data-menu-move="${what}"]`);
    button('up').disabled = index === 0;
    button('down').disabled = index === all.length - 1;
    button('in').hidden = isBelow(row) || index === 0;
    button('out').hidden = !isBelow(row);
  });
}

function say(row) {
  const all = rows();
  said.textContent = form.dataset.moved.replace('{0}', all.indexOf(row) + 1).replace('{1}', all.length);
}

const moves = {
  up: (row) => row.previousElementSibling?.before(row),
  down: (row) => row.nextElementSibling?.after(row),
  in: (row) => putBelow(row, true),
  out: (row) => putBelow(row, false),
  remove: (row) => {
    (row.nextElementSibling ?? row.previousElementSibling)?.querySelector('input:not([type=hidden])')?.focus();
    row.remove();
  },
};

// Where the button that was pressed is gone or cannot be pressed any more, its neighbour has the focus.
function keepFocus(row, button) {
  if (!row.isConnected) return;
  const next = button.hidden || button.disabled ? row.querySelector('[data-menu-move]:not([hidden], :disabled)') : button;
  next?.focus();
}

list?.addEventListener('click', (event) => {
  const button = event.target.closest('[data-menu-move]');
  if (!button) return;
  event.preventDefault();
  const row = button.closest('[data-menu-row]');
  moves[button.dataset.menuMove](row);
  number();
  keepFocus(row, button);
  if (row.isConnected) say(row);
});

// One way of dragging for mouse, pen and finger. To the right is below the entry before, to the left is on the first level.
const indent = 32;

list?.addEventListener('pointerdown', (event) => {
  const handle = event.target.closest('[data-menu-handle]');
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  const row = handle.closest('[data-menu-row]');
  const from = { x: event.clientX, below: isBelow(row) };
  handle.setPointerCapture(event.pointerId);
  row.classList.add('is-dragged');

  const move = ({ clientX, clientY }) => {
    const other = rows().find((candidate) => {
      const box = candidate.getBoundingClientRect();
      return candidate !== row && clientY > box.top && clientY < box.bottom;
    });
    if (other) {
      const box = other.getBoundingClientRect();
      if (clientY < box.top + box.height / 2) other.before(row);
      else other.after(row);
    }
    const sideways = clientX - from.x;
    if (Math.abs(sideways) > indent) putBelow(row, sideways > 0);
    else putBelow(row, from.below);
    number();
  };
  const end = () => {
    handle.removeEventListener('pointermove', move);
    row.classList.remove('is-dragged');
    say(row);
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', end, { once: true });
  handle.addEventListener('pointercancel', end, { once: true });
});
