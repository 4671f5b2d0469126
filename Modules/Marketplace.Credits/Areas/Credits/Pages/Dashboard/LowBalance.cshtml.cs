using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

internal sealed class LowBalanceModel(
    ReadThreshold readThreshold, ChooseThreshold chooseThreshold, CreditUnit unit, AmountReader amounts, IStringLocalizer<LowBalanceModel> text) : PageModel
{
    public LowBalanceForm Form { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var threshold = await readThreshold.ExecuteAsync(User.GetUserId(), cancellationToken);
        Form = LowBalanceForm.Of(threshold, readThreshold.Default, unit);
    }

    public async Task<IActionResult> OnPostAsync(bool enabled, string? amount, CancellationToken cancellationToken)
    {
        CreditAmount? threshold = null;
        if (enabled)
        {
            if (amounts.ReadCredits(amount, AmountField.Of(unit), out var read) is { } wrong)
            {
                Form = new LowBalanceForm(enabled, amount ?? "", text["{0} Nothing was changed.", wrong]);
                return Page();
            }

            threshold = read;
        }

        await chooseThreshold.ExecuteAsync(User.GetUserId(), threshold, cancellationToken);
        TempData.Note("success", threshold is { } chosen ? text["We will write to you when your credits fall below {0}.", unit.Format(chosen)] : text["You will get no low-balance notice."]);
        return Redirect(Url.Content("~/dashboard/wallet"));
    }
}
