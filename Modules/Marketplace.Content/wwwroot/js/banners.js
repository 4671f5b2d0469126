// Hides a banner at once and remembers it as the server does (see HiddenBanners): a page that is kept for all visitors has no form.
const COOKIE = 'mp_hidden';
const MOST = 30;
const YEAR = 31536000;

const hidden = () => document.cookie.split('; ').find(x => x.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';

function remember(key) {
  const keys = hidden().split('.').filter(x => x && x !== key);
  document.cookie = `${COOKIE}=${[...keys, key].slice(-MOST).join('.')}; path=/; samesite=lax; max-age=${YEAR}`;
}

document.querySelector('[data-banners]')?.addEventListener('click', event => {
  const button = event.target.closest('[data-banner-hide]');
  if (!button) return;
  event.preventDefault();
  const banners = event.currentTarget;
  remember(button.dataset.bannerHide);
  button.closest('[data-banner]').remove();
  (banners.querySelector('[data-banner-hide]') ?? document.getElementById('main'))?.focus();
  if (!banners.querySelector('[data-banner]')) banners.remove();
});
