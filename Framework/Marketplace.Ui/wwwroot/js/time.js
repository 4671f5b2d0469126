const UNITS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60]];
const language = document.documentElement.lang || 'en';
const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const dayOnly = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });

/** Keeps every <time class="time-ago"> current; on hover it says the visitor's local time. */
export function watchTimes() {
  update();
  setInterval(update, 30_000);
  document.addEventListener('htmx:after:swap', update);
}

export function update() {
  for (const time of document.querySelectorAll('time.time-ago')) {
    const at = new Date(time.dateTime);
    time.textContent = ago(at);
    time.title = exact.format(at);
  }
}

function ago(at) {
  const seconds = Math.round((at - Date.now()) / 1000);
  const gap = Math.abs(seconds);
  if (gap < 45) return words.format(0, 'second');
  if (gap >= 2592000) return dayOnly.format(at);
  const [unit, length] = UNITS.find(([, size]) => gap >= size) ?? ['minute', 60];
  return words.format(Math.trunc(seconds / length) || Math.sign(seconds), unit);
}
