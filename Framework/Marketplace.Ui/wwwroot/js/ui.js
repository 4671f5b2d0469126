// The shared script of every frame. Pages import what they need from here; the rest works by data- attributes.
import { toast } from './toast.js';
import { openDialog, closeDialog, confirmAction, watchDialogs } from './dialog.js';
import { getJson, postJson } from './http.js';
import { explainAmount, formatMoney, refreshBalance } from './money.js';
import { readAmount } from './amounts.js';
import { watchTimes } from './time.js';
import { watchLook } from './look.js';
import { watchCharts } from './chart.js';
import { watchMenus } from './menus.js';
import { watchFields } from './fields.js';
import { showSkeleton } from './skeleton.js';

export { toast, openDialog, closeDialog, confirmAction, getJson, postJson, readAmount, explainAmount, formatMoney, showSkeleton };

watchDialogs();
watchTimes();
watchLook();
watchCharts();
watchMenus();
watchFields();
document.addEventListener('balance-changed', () => refreshBalance());

// Server-rendered pages may still use Bootstrap's own script for tabs or collapsing; it is only fetched where they do.
if (document.querySelector('[data-bs-toggle]')) {
  const script = document.createElement('script');
  script.src = new URL('../lib/bootstrap/bootstrap.bundle.min.js', import.meta.url);
  document.head.append(script);
}
