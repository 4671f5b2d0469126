// Keeps every balance on the page current: whatever changes it dispatches "balance-changed" on the document.
const address = `${document.documentElement.dataset.base ?? ""}/api/navbar/dropdown-data`;
const duration = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150;
const figures = /[0-9][0-9,]*(\.[0-9]+)?/;

/** The number in a formatted amount, or null where the text has none. */
export function numberIn(text) {
  const found = text.match(figures);
  return found === null ? null : Number(found[0].replaceAll(",", ""));
}

/** The formatted amount with another number in it, with as many decimals as it has itself. */
export function withNumber(text, number) {
  const decimals = text.match(figures)[1]?.length ?? 1;
  const digits = number.toLocaleString("en-US", { minimumFractionDigits: decimals - 1, maximumFractionDigits: decimals - 1 });
  return text.replace(figures, digits);
}

function countTo(element, text) {
  const from = numberIn(element.textContent);
  const to = numberIn(text);
  if (duration === 0 || from === null || to === null || from === to || document.hidden) {
    element.textContent = text;
    return;
  }

  const began = performance.now();
  const step = (now) => {
    const part = Math.min(1, (now - began) / duration);
    element.textContent = part < 1 ? withNumber(text, from + (to - from) * part) : text;
    if (part < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

async function refresh() {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) return;
  const { wallet_balance_formatted: text } = await answer.json();
  for (const element of document.querySelectorAll("[data-credit-balance]")) countTo(element, text.trim());
}

document.addEventListener("balance-changed", refresh);
