using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

internal sealed class LowBalanceModel(ReadThreshold readThreshold, ChooseThreshold chooseThreshold, CreditUnit unit, IStringLocalizer<LowBalanceModel> text) : PageModel
{
    public LowBalanceForm Form { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var threshold = await readThreshold.ExecuteAsync(User.GetUserId(), cancellationToken);
        Form = new LowBalanceForm(threshold is not null, (threshold ?? readThreshold.Default)?.ToString() ?? "", null);
    }

    public async Task<IActionResult> OnPostAsync(bool enabled, string? amount, CancellationToken cancellationToken)
    {
        CreditAmount? threshold = null;
        if (enabled)
        {
            if (!AmountText.TryRead(amount?.Trim(), out var read))
            {
                Form = new LowBalanceForm(enabled, amount ?? "", text["Type an amount above zero with at most six decimals, for example 10.00. Nothing was changed."]);
                return Page();
            }

            threshold = read;
        }

        await chooseThreshold.ExecuteAsync(User.GetUserId(), threshold, cancellationToken);
        TempData.Note("success", threshold is { } chosen ? text["You will be told when your credits fall below {0}.", unit.Format(chosen)] : text["You will get no low-balance notice."]);
        return Redirect(Url.Content("~/dashboard/wallet"));
    }
}
