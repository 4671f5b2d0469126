// The page's texts, in its language. "[name]" in them is filled in.

export const textsOf = texts => (key, values = {}) =>
  (texts[key] ?? key).replace(/\[(\w+)\]/g, (whole, name) => name in values ? String(values[name]) : whole);

/** The hour and minute, as people write it in the page's language. */
export const timeText = milliseconds =>
  new Intl.DateTimeFormat(document.documentElement.lang || 'en', { hour: '2-digit', minute: '2-digit' }).format(milliseconds);

/** Today's hour, or the day and the hour. */
export const momentText = milliseconds => new Date(milliseconds).toDateString() === new Date().toDateString()
  ? timeText(milliseconds)
  : new Intl.DateTimeFormat(document.documentElement.lang || 'en', { dateStyle: 'medium', timeStyle: 'short' }).format(milliseconds);
