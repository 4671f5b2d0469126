// What the payment dialog can be paid with: saved methods, another card, PayPal.
const fieldset = document.getElementById('paymentChoices');
const newCard = document.getElementById('newCard');
const payPalNote = document.getElementById('payPalNote');
const saveRow = document.getElementById('saveRow');
const saveBox = document.getElementById('saveMethod');
const saveLabel = document.getElementById('saveLabel');

/**
 * @param {{texts: object, kinds: string[], methods: {id: string, type: string, label: string, exp_month?: number, exp_year?: number, expiry: string}[],
 *   canSave: boolean, changed: (choice: object) => void}} options
 * @returns {{current: () => {id?: string, isPayPal: boolean, save: boolean}, drop: (id: string) => void, focus: (card: object) => void, hide: () => void}}
 */
export function showChoices({ texts, kinds, methods, canSave, changed }) {
  const usable = methods.filter(x => kinds.includes(x.type));
  const offersPayPal = kinds.includes('paypal');
  fieldset.querySelectorAll('.payment-choice').forEach(x => x.remove());
  for (const method of usable) fieldset.append(row(`saved:${method.id}`, method.label, expiryOf(method, texts), method.expiry === 'expired'));
  if (usable.length > 0 || offersPayPal) fieldset.append(row('card', usable.length > 0 ? texts.otherCard : texts.card));
  if (offersPayPal) fieldset.append(row('paypal', texts.payPal));
  fieldset.hidden = usable.length === 0 && !offersPayPal;
  saveBox.checked = false;

  const checked = () => fieldset.querySelector('input:checked');
  const select = value => {
    const input = [...fieldset.querySelectorAll('input')].find(x => x.value === value);
    if (input) input.checked = true;
  };

  function current() {
    const value = checked()?.value ?? 'card';
    if (!value.startsWith('saved:')) return { isPayPal: value === 'paypal', save: canSave && saveBox.checked };
    const method = usable.find(x => `saved:${x.id}` === value);
    return { id: method.id, isPayPal: method.type === 'paypal', save: false };
  }

  function update() {
    const { id, isPayPal } = current();
    newCard.hidden = Boolean(id) || isPayPal;
    payPalNote.hidden = !isPayPal;
    saveRow.hidden = !canSave || Boolean(id);
    saveLabel.textContent = isPayPal ? texts.savePayPal : texts.saveCard;
  }

  function onChange(event) {
    if (event.target.type !== 'radio') return;
    update();
    changed(current());
  }

  select(usable.filter(x => x.expiry !== 'expired').map(x => `saved:${x.id}`)[0] ?? 'card');
  update();
  fieldset.addEventListener('change', onChange);
  return {
    current,
    drop(id) {
      fieldset.querySelector(`input[value="saved:${CSS.escape(id)}"]`)?.closest('.payment-choice').remove();
      select('card');
      update();
      changed(current());
    },
    focus: card => (newCard.hidden ? checked()?.focus() : card.focus()),
    hide() {
      fieldset.removeEventListener('change', onChange);
      fieldset.querySelectorAll('.payment-choice').forEach(x => x.remove());
    },
  };
}

function row(value, name, note = '', disabled = false) {
  const label = Object.assign(document.createElement('label'), { className: 'payment-choice' });
  const input = Object.assign(document.createElement('input'), { type: 'radio', name: 'payment-choice', value, disabled, className: 'form-check-input' });
  label.dataset.test = value.startsWith('saved:') ? 'saved-method' : `pay-with-${value}`;
  label.append(input, Object.assign(document.createElement('span'), { className: 'payment-choice-name', textContent: name }));
  if (note) label.append(Object.assign(document.createElement('span'), { className: 'payment-choice-note', textContent: note }));
  return label;
}

function expiryOf({ exp_month: month, exp_year: year, expiry }, texts) {
  if (!month || !year) return '';
  const text = expiry === 'expired' ? texts.expired : expiry === 'soon' ? texts.expiresSoon : texts.expires;
  return text.replace('{0}', `${String(month).padStart(2, '0')}/${String(year % 100).padStart(2, '0')}`);
}
