// Says every half a minute that this page is open, and shows who else has it open.
import { postJson } from '../../Marketplace.Ui/js/ui.js';

const every = 25_000;
const place = document.querySelector('[data-presence]');

async function sign() {
  if (!place || document.hidden) return;
  const { status, body } = await postJson(place.dataset.presence, {});
  if (status !== 200) return;
  place.hidden = body.others.length === 0;
  place.querySelector('[data-presence-names]').textContent = body.others.join(', ');
}

if (place) {
  sign();
  setInterval(sign, every);
  document.addEventListener('visibilitychange', sign);
}
