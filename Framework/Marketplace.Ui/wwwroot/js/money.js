import { base, text } from './page.js';
import { getJson } from './http.js';

const { unitSymbol = '$', unitCode = 'USD', unitDecimals = '2' } = document.documentElement.dataset;
const MILLISECONDS = 600;

/** An amount in the tenant's unit, as the server writes it: $1,234.56 or 12 mana. */
export function formatMoney(amount) {
  const places = Number(unitDecimals);
  const number = Math.abs(Number(amount)).toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
  return (amount < 0 ? '-' : '') + (unitSymbol ? unitSymbol + number : `${number} ${unitCode}`);
}

/** The server's sentence for a problem of readAmount in a field for dollars. */
export const explainAmount = problem => text(`amount${problem[0].toUpperCase()}${problem.slice(1)}`);

/** Asks for the balance and shows it in every element with data-balance; it counts to the new amount. The state of auto top-up comes with it. */
export async function refreshBalance() {
  const places = document.querySelectorAll('[data-balance]');
  if (places.length === 0) return;
  const { status, body } = await getJson(`${base}/api/navbar/dropdown-data`);
  if (status !== 200) return;
  for (const place of places) countTo(place, body.wallet_balance_formatted);
  for (const place of document.querySelectorAll('[data-auto-topup]')) place.textContent = body.auto_topup_status;
}

function countTo(place, formatted) {
  const from = amountIn(place.textContent);
  const to = amountIn(formatted);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (still || document.hidden || Number.isNaN(from) || Number.isNaN(to) || from === to) {
    place.textContent = formatted;
    return;
  }
  const start = performance.now();
  const step = now => {
    const share = Math.min(1, (now - start) / MILLISECONDS);
    place.textContent = share < 1 ? formatMoney(from + (to - from) * (1 - (1 - share) ** 3)) : formatted;
    if (share < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

const amountIn = words => parseFloat(words.replace(/[^0-9.-]/g, ''));
