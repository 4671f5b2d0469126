import { openDialog, closeDialog } from '../../Marketplace.Ui/js/ui.js';

// Without this script the page itself asks before something comes along.
for (const form of document.querySelectorAll('form[data-feature-form][data-dialog]')) {
  const dialog = document.getElementById(form.dataset.dialog);
  if (!dialog) continue;
  form.addEventListener('submit', event => {
    if (form.elements.agreed.value) return;
    event.preventDefault();
    openDialog(dialog);
  });
  dialog.querySelector('[data-feature-agree]').addEventListener('click', event => {
    form.elements.agreed.value = event.currentTarget.dataset.featureAgree;
    closeDialog(dialog);
    form.requestSubmit();
  });
}
