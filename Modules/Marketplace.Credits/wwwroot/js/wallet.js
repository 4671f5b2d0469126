// When the balance changes, the reserved amount and the history follow without a reload.
async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-refresh]")) {
    const fresh = page.querySelector(`[data-refresh="${part.dataset.refresh}"]`);
    if (fresh) part.replaceChildren(...fresh.childNodes);
  }
}

document.addEventListener("balance-changed", refresh);
