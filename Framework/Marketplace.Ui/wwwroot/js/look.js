// Light or dark, and the width of the admin rail: kept in cookies, so that the server writes the right page at once.
const root = document.documentElement;
const YEAR = 31536000;

const keep = (name, value) => {
  document.cookie = `${name}=${value}; path=/; samesite=lax; max-age=${value ? YEAR : 0}`;
};

const systemLook = () => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

function toggleLook() {
  const next = (root.dataset.bsTheme || systemLook()) === 'dark' ? 'light' : 'dark';
  // Choosing what the system says anyway means to follow it again.
  const follows = next === systemLook();
  if (follows) delete root.dataset.bsTheme;
  else root.dataset.bsTheme = next;
  keep('mp_theme', follows ? '' : next);
  document.dispatchEvent(new CustomEvent('look-changed'));
}

function toggleRail(button) {
  const narrow = root.dataset.rail !== 'narrow';
  if (narrow) root.dataset.rail = 'narrow';
  else delete root.dataset.rail;
  button.setAttribute('aria-pressed', String(narrow));
  keep('mp_rail', narrow ? 'narrow' : '');
}

export function watchLook() {
  document.addEventListener('click', event => {
    if (event.target.closest('[data-theme-toggle]')) toggleLook();
    const rail = event.target.closest('[data-rail-toggle]');
    if (rail) toggleRail(rail);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => document.dispatchEvent(new CustomEvent('look-changed')));
}
