using Marketplace.Credits.LowBalance;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

internal sealed class LowBalanceModel(
    ReadThreshold readThreshold, ChooseThreshold chooseThreshold, CreditUnit unit, AmountReader amounts,
    IStringLocalizer<LowBalanceModel> text) : PageModel
{
    public LowBalanceForm Form { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Form = await ReadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(bool enabled, string? amount, string? version, CancellationToken cancellationToken)
    {
        CreditAmount? threshold = null;
        if (enabled)
        {
            if (amounts.ReadCredits(amount, AmountField.Of(unit), out var read) is { } wrong)
            {
                Form = new LowBalanceForm(enabled, amount ?? "", text["{0} Nothing was changed.", wrong], version ?? "");
                return Page();
            }

            threshold = read;
        }

        if (!await chooseThreshold.ExecuteAsync(User.GetUserId(), threshold, version, cancellationToken))
        {
            var now = await ReadAsync(cancellationToken);
            var stored = now.Enabled
                ? text["You chose {0} elsewhere meanwhile. Save again to put this in its place.", now.Amount]
                : text["You switched the notice off elsewhere meanwhile. Save again to put this in its place."];
            Form = new LowBalanceForm(enabled, amount ?? "", stored, now.Version);
            return Page();
        }

        TempData.Note(
            "success", threshold is { } chosen
                ? text["You will be told when your credits fall below {0}.", unit.Format(chosen)]
                : text["You will get no low-balance notice."]);
        return Redirect(Url.Content("~/dashboard/wallet"));
    }

    private async Task<LowBalanceForm> ReadAsync(CancellationToken cancellationToken)
    {
        var (threshold, version) = await readThreshold.ReadChoiceAsync(User.GetUserId(), cancellationToken);
        return LowBalanceForm.Of(threshold, readThreshold.Default, version, unit);
    }
}
