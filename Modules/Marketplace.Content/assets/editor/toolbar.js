// A toolbar as assistive technology knows it: one stop for the Tab key, arrows within.
import { keyText } from './dialogs/help.js';

/**
 * @param {HTMLElement} bar
 * @param {Record<string, {key?: string}>} commands
 * @param {(name: string) => void} run
 * @returns {() => void} To be called when buttons were switched on or off: one that can be reached must be the stop.
 */
export function watchToolbar(bar, commands, run) {
  const buttons = () => [...bar.querySelectorAll('button:not([hidden], :disabled)')];
  for (const button of bar.querySelectorAll('[data-command]')) {
    const { key } = commands[button.dataset.command];
    if (!key) continue;
    button.title = `${button.getAttribute('aria-label') ?? button.textContent.trim()} (${keyText(key)})`;
    button.setAttribute('aria-keyshortcuts', key.replace(/Mod/, 'Control').replace(/-/g, '+'));
  }
  const stop = current => { for (const button of bar.querySelectorAll('button')) button.tabIndex = button === current ? 0 : -1; };
  const refresh = () => {
    const now = buttons();
    stop(now.find(button => button.tabIndex === 0) ?? now[0]);
  };
  refresh();
  bar.addEventListener('focusin', event => { if (event.target.matches('button')) stop(event.target); });
  bar.addEventListener('keydown', event => {
    const all = buttons();
    const at = all.indexOf(document.activeElement);
    const back = getComputedStyle(bar).direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const next = { [back]: at - 1, [back === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft']: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length].focus();
  });
  // The text keeps its selection while a button is pressed.
  bar.addEventListener('mousedown', event => { if (event.target.closest('button')) event.preventDefault(); });
  bar.addEventListener('click', event => {
    const button = event.target.closest('[data-command]');
    if (button) run(button.dataset.command);
  });
  return refresh;
}
