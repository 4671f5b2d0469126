using Marketplace.Payments.Receipts;
using Marketplace.Payments.Settings;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Areas.Payments.Pages.Admin;

[RequirePermission(PaymentSettingsPermissions.ManagePaymentSettings)]
internal sealed class ReceiptsModel(
    ITenant tenant, ITenantAdministration administration, ReceiptSettingsRules rules, SampleReceipt sample, ReceiptPdf pdf,
    EditConflicts conflicts,
    IStringLocalizer<ReceiptsModel> text) : PageModel
{
    [BindProperty]
    public ReceiptInput Input { get; set; } = new();

    /// <summary>A receipt with what is typed, saved or not.</summary>
    public Receipt Preview { get; private set; } = null!;

    public void OnGet()
    {
        var stored = Stored;
        Input = ReceiptInput.From(stored);
        Preview = sample.Of(stored);
    }

    public IActionResult OnGetPdf() => File(pdf.Write(sample.Of(Stored)), ReceiptPdf.ContentType, "receipt-preview.pdf");

    public IActionResult OnPostPreview()
    {
        Read();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var settings = Read();
        if (!ModelState.IsValid)
            return Page();
        var (changed, now) = await administration.EditSectionAsync<ReceiptSettings>(
            ReceiptSettings.Section, Input.Version, _ => settings, cancellationToken);
        if (changed.IsConflict)
        {
            conflicts.Show(ModelState, nameof(Input), Input, ReceiptInput.From(now));
            return Page();
        }

        if (!changed.Succeeded)
        {
            ModelState.AddModelError("", changed.Error!);
            return Page();
        }

        TempData.Note("success", text["Saved. All receipts show it from now on."]);
        return RedirectToPage();
    }

    private ReceiptSettings Stored => tenant.Settings.Get<ReceiptSettings>(ReceiptSettings.Section);

    private ReceiptSettings Read()
    {
        var (settings, problems) = rules.Read(Input);
        foreach (var (field, problem) in problems)
            ModelState.AddModelError($"{nameof(Input)}.{field}", problem);
        Preview = sample.Of(problems.Count == 0 ? settings : Stored);
        return settings;
    }
}
