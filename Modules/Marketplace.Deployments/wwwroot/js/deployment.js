// A deployment that starts: its part of the page is fetched anew until it runs or has failed.
const pauseMs = 1000;
const place = document.getElementById('deployment');
let shown = place.firstElementChild.dataset.status;

while (place.firstElementChild.dataset.starting) {
  await new Promise(resolve => setTimeout(resolve, pauseMs));
  const html = await fetchPart();
  if (html === null) continue;
  const part = document.createRange().createContextualFragment(html);
  if (part.firstElementChild?.dataset.status === shown) continue;
  shown = part.firstElementChild?.dataset.status;
  place.replaceChildren(...part.children);
  document.dispatchEvent(new CustomEvent('balance-changed'));
}

async function fetchPart() {
  try {
    const response = await fetch(place.dataset.live, { credentials: 'same-origin' });
    // Signed out meanwhile: the whole page leads to the sign-in and back, a part of it would hold the form.
    if (response.redirected) location.reload();
    return response.ok && !response.redirected ? await response.text() : null;
  } catch (error) {
    console.warn('Asking again', error);
    return null;
  }
}
