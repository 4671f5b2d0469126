// Stand-in for https://js.stripe.com/v3/ in the sandbox: the same calls, against /stripe-sandbox/v1, with test cards only.
(() => {
  'use strict';
  const apiBase = new URL('../v1/', document.currentScript.src);

  window.Stripe = publishableKey => {
    if (!/^pk_test_/.test(publishableKey ?? '')) throw new Error('Please call Stripe() with your publishable key. You used an empty string.');
    const api = (method, path, params) => request(publishableKey, method, path, params);

    const retrieve = async clientSecret => toResult(kindOf(clientSecret).name, await api('GET', pathOf(clientSecret), { client_secret: clientSecret }));

    const handleNextAction = async ({ clientSecret }) => {
      const { name } = kindOf(clientSecret);
      const current = await retrieve(clientSecret);
      if (current.error || current[name].status !== 'requires_action') return current;
      const redirect = current[name].next_action.redirect_to_url;
      if (redirect) {
        window.location.assign(redirect.url);
        return new Promise(() => {}); // the page is being left
      }
      const outcome = await askCustomer(current[name]);
      const answered = await api('POST', `${pathOf(clientSecret)}/sandbox_challenge`, { client_secret: clientSecret, outcome });
      return authenticated(name, toResult(name, answered));
    };

    const confirm = async (clientSecret, type, method, data, options) => {
      if (method.error) return { error: method.error };
      const { name } = kindOf(clientSecret);
      const params = { client_secret: clientSecret, use_stripe_sdk: 'true', expected_payment_method_type: type, ...method };
      if (data.setup_future_usage !== undefined) params.setup_future_usage = data.setup_future_usage;
      if (data.return_url) params.return_url = data.return_url;
      const result = toResult(name, await api('POST', `${pathOf(clientSecret)}/confirm`, params));
      return result[name]?.status === 'requires_action' && options.handleActions !== false ? handleNextAction({ clientSecret }) : result;
    };

    const confirmCard = (clientSecret, data = {}, options = {}) => confirm(clientSecret, 'card', methodParams(data.payment_method), data, options);
    // PayPal leaves the page; the shop finds the outcome at its return_url.
    const confirmPayPal = (clientSecret, data = {}, options = {}) => confirm(clientSecret, 'paypal', payPalParams(data.payment_method), data, options);

    const createPaymentMethod = async ({ type, card, billing_details }) => {
      const method = methodParams({ card, billing_details });
      if (method.error) return { error: method.error };
      const params = Object.fromEntries(Object.entries(method).map(([key, value]) => [key.replace(/^payment_method_data\[([^\]]+)\]/, '$1'), value]));
      return toResult('paymentMethod', await api('POST', 'payment_methods', { ...params, type }));
    };

    return {
      elements,
      confirmCardPayment: expecting('paymentIntent', confirmCard),
      confirmCardSetup: expecting('setupIntent', confirmCard),
      confirmPayPalPayment: expecting('paymentIntent', confirmPayPal),
      confirmPayPalSetup: expecting('setupIntent', confirmPayPal),
      createPaymentMethod,
      handleNextAction,
      handleCardAction: clientSecret => handleNextAction({ clientSecret }),
      retrievePaymentIntent: expecting('paymentIntent', retrieve),
      retrieveSetupIntent: expecting('setupIntent', retrieve),
    };
  };
  window.Stripe.version = 3;

  const kinds = {
    pi: { name: 'paymentIntent', path: 'payment_intents', lastError: 'last_payment_error' },
    seti: { name: 'setupIntent', path: 'setup_intents', lastError: 'last_setup_error' },
  };

  function parse(clientSecret) {
    const [, id, prefix] = /^((pi|seti)_[^_]+)_secret_/.exec(clientSecret ?? '') ?? [];
    if (!id) throw new Error('Invalid value for clientSecret: it should look like pi_…_secret_… or seti_…_secret_….');
    return { id, kind: kinds[prefix] };
  }

  const kindOf = clientSecret => parse(clientSecret).kind;
  const pathOf = clientSecret => `${kindOf(clientSecret).path}/${parse(clientSecret).id}`;

  /** Each call takes one kind of intent only. */
  const expecting = (name, call) => async (clientSecret, ...rest) => {
    if (kindOf(clientSecret).name !== name) throw new Error(`Invalid value for clientSecret: this call takes that of a ${name}.`);
    return call(clientSecret, ...rest);
  };

  async function request(key, method, path, params) {
    const url = new URL(path, apiBase);
    const init = { method, headers: { Authorization: `Bearer ${key}` }, credentials: 'omit' };
    if (method === 'GET') url.search = new URLSearchParams(params);
    else init.body = new URLSearchParams(params);
    try {
      const response = await fetch(url, init);
      return await response.json();
    } catch (cause) {
      console.error(cause);
      return { error: { type: 'api_connection_error', message: 'We are experiencing issues connecting to our payments provider. You have not been charged. Please check your internet connection and try again.' } };
    }
  }

  const toResult = (name, body) => (body.error ? { error: body.error } : { [name]: body });

  /** A challenge that failed leaves an open intent whose last error says why. */
  function authenticated(name, result) {
    const intent = result[name];
    const { lastError } = Object.values(kinds).find(kind => kind.name === name);
    return intent && intent.status === 'requires_payment_method' ? { error: intent[lastError] } : result;
  }

  function payPalParams(method) {
    return typeof method === 'string' ? { payment_method: method } : { 'payment_method_data[type]': 'paypal' };
  }

  function methodParams(method) {
    if (!method) return {};
    if (typeof method === 'string') return { payment_method: method };
    const { values, error } = method.card._read();
    if (error) return { error };
    const params = { 'payment_method_data[type]': 'card' };
    for (const [name, value] of Object.entries(values)) params[`payment_method_data[card][${name}]`] = value;
    for (const [name, value] of Object.entries(method.billing_details ?? {})) {
      if (typeof value === 'string' && value) params[`payment_method_data[billing_details][${name}]`] = value;
    }
    return params;
  }

  /** Since endive `allowedPaymentMethodTypes` narrows what the account takes; `paymentMethodTypes` is an error. */
  function elements(options = {}) {
    let card = null;
    let allowed = allowedTypes(options);
    return {
      create(type) {
        if (type !== 'card') throw new Error(`A valid Element name must be provided. The sandbox has card; you passed in: ${type}.`);
        if (allowed && !allowed.includes('card')) throw integrationError('A card Element cannot be created, because allowedPaymentMethodTypes does not include card.');
        return (card = createCard());
      },
      update(changes = {}) {
        if (changes.paymentMethodTypes !== undefined || changes.allowedPaymentMethodTypes !== undefined) allowed = allowedTypes(changes);
      },
      getElement: type => (type === 'card' ? card : null),
    };
  }

  function allowedTypes({ paymentMethodTypes, allowedPaymentMethodTypes }) {
    if (paymentMethodTypes !== undefined) throw integrationError('paymentMethodTypes is no longer supported. Use allowedPaymentMethodTypes to limit the payment methods.');
    if (allowedPaymentMethodTypes === undefined || allowedPaymentMethodTypes === null) return null;
    if (!Array.isArray(allowedPaymentMethodTypes) || !allowedPaymentMethodTypes.length || !allowedPaymentMethodTypes.every(x => typeof x === 'string'))
      throw integrationError('Invalid value for allowedPaymentMethodTypes: it should be an array of one or more strings.');
    return allowedPaymentMethodTypes;
  }

  const integrationError = message => Object.assign(new Error(message), { name: 'IntegrationError' });

  function createCard() {
    const listeners = new Map();
    let root = null;
    let inputs = {};
    const emit = (name, event) => (listeners.get(name) ?? []).forEach(listener => listener(event));
    const read = () => {
      const [month = '', year = ''] = inputs.expiry.value.split('/').map(part => part.trim());
      return { number: inputs.number.value.replace(/\D/g, ''), exp_month: month, exp_year: year, cvc: inputs.cvc.value.trim() };
    };

    function onInput(event) {
      if (event.target === inputs.number) format(inputs.number, digits => digits.slice(0, 19).replace(/(\d{4})(?=\d)/g, '$1 '));
      if (event.target === inputs.expiry) format(inputs.expiry, digits => (digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2, 4)}` : digits));
      const error = problem(read(), event.target === inputs.cvc ? 'cvc' : event.target === inputs.expiry ? 'expiry' : 'number', false);
      emit('change', { elementType: 'card', empty: Object.values(inputs).every(x => !x.value), complete: !problem(read(), 'cvc', true), brand: 'unknown', error });
    }

    return {
      mount(target) {
        const container = typeof target === 'string' ? document.querySelector(target) : target;
        if (!container) throw new Error(`The selector you specified (${target}) applies to no DOM elements that are currently on the page.`);
        this.unmount();
        root = document.createElement('div');
        root.className = 'StripeElement stripe-sandbox-card';
        inputs = {
          number: field(root, 'Card number', 'cc-number', '1234 1234 1234 1234', 'number'),
          expiry: field(root, 'Expiry date', 'cc-exp', 'MM / YY', 'expiry'),
          cvc: field(root, 'Security code (CVC)', 'cc-csc', 'CVC', 'cvc'),
        };
        root.addEventListener('input', onInput);
        container.replaceChildren(root);
        queueMicrotask(() => emit('ready', { elementType: 'card' }));
      },
      unmount() {
        root?.remove();
        root = null;
      },
      destroy() {
        this.unmount();
        listeners.clear();
      },
      on(name, listener) {
        listeners.set(name, [...(listeners.get(name) ?? []), listener]);
        return this;
      },
      off(name, listener) {
        listeners.set(name, (listeners.get(name) ?? []).filter(x => listener && x !== listener));
        return this;
      },
      focus: () => inputs.number?.focus(),
      blur: () => document.activeElement?.blur(),
      clear: () => Object.values(inputs).forEach(input => (input.value = '')),
      update: ({ disabled }) => disabled === undefined || Object.values(inputs).forEach(input => (input.disabled = disabled)),
      _read() {
        const values = read();
        const error = problem(values, 'cvc', true);
        return error ? { error } : { values };
      },
    };
  }

  function field(root, label, autocomplete, placeholder, name) {
    const id = `stripe-sandbox-${name}`;
    const caption = Object.assign(document.createElement('label'), { htmlFor: id, textContent: label, className: 'form-label' });
    const input = Object.assign(document.createElement('input'), { id, type: 'text', inputMode: 'numeric', autocomplete, placeholder, className: 'form-control', required: true });
    input.dataset.test = `card-${name}`;
    const cell = Object.assign(document.createElement('div'), { className: `stripe-sandbox-${name}` });
    cell.append(caption, input);
    root.append(cell);
    return input;
  }

  /** Keeps the caret where the typist left it. */
  function format(input, apply) {
    const before = input.value.slice(0, input.selectionStart).replace(/\D/g, '').length;
    input.value = apply(input.value.replace(/\D/g, ''));
    let caret = 0;
    for (let seen = 0; caret < input.value.length && seen < before; caret++) if (/\d/.test(input.value[caret])) seen++;
    input.setSelectionRange(caret, caret);
  }

  /** What is wrong up to and with the field; incomplete values only count when everything is asked for. */
  function problem(values, upTo, complete) {
    const fail = (code, message) => ({ type: 'validation_error', code, message });
    const { number, exp_month, exp_year, cvc } = values;
    if (number.length >= 13 && !luhn(number)) return fail('invalid_number', 'Your card number is invalid.');
    if (complete && number.length < 13) return fail('incomplete_number', 'Your card number is incomplete.');
    if (upTo === 'number') return undefined;
    if (exp_month && Number(exp_month) > 12) return fail('invalid_expiry_month', 'Your card’s expiration month is invalid.');
    if (exp_year.length === 2) {
      const now = new Date();
      if ((2000 + Number(exp_year)) * 12 + Number(exp_month) < now.getFullYear() * 12 + now.getMonth() + 1) return fail('invalid_expiry_year_past', 'Your card’s expiration date is in the past.');
    }
    if (complete && (!exp_month || exp_year.length !== 2)) return fail('incomplete_expiry', 'Your card’s expiration date is incomplete.');
    if (complete && !/^\d{3,4}$/.test(cvc)) return fail('incomplete_cvc', 'Your card’s security code is incomplete.');
    return undefined;
  }

  function luhn(number) {
    return [...number].reverse().reduce((sum, c, i) => sum + (i % 2 ? (c * 2 > 9 ? c * 2 - 9 : c * 2) : Number(c)), 0) % 10 === 0;
  }

  /** The bank's window. Closing it fails the check, as with Stripe. */
  function askCustomer(intent) {
    return new Promise(resolve => {
      const dialog = Object.assign(document.createElement('dialog'), { className: 'dialog stripe-challenge' });
      dialog.dataset.test = 'challenge';
      const title = Object.assign(document.createElement('h2'), { className: 'h5', id: 'stripe-challenge-title', textContent: 'Your bank wants to know that it is you' });
      dialog.setAttribute('aria-labelledby', title.id);
      const text = Object.assign(document.createElement('p'), { textContent: intent.amount ? `Sandbox: choose how the check of this $${(intent.amount / 100).toFixed(2)} payment ends.` : 'Sandbox: choose how the check of this card ends.' });
      const form = Object.assign(document.createElement('form'), { method: 'dialog' });
      form.className = 'd-flex gap-2';
      form.append(button('succeed', 'Complete authentication', 'btn btn-primary', 'challenge-complete'), button('fail', 'Fail authentication', 'btn btn-outline-secondary', 'challenge-fail'));
      dialog.append(title, text, form);
      dialog.addEventListener('close', () => {
        dialog.remove();
        resolve(dialog.returnValue === 'succeed' ? 'succeed' : 'fail');
      });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  function button(value, text, className, test) {
    const element = Object.assign(document.createElement('button'), { value, textContent: text, className });
    element.dataset.test = test;
    return element;
  }
})();
