using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.LowBalance;

/// <summary>The customer's choice of a low-balance notice, on the wallet page.</summary>
public sealed class LowBalanceFormViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var read = HttpContext.RequestServices.GetRequiredService<ReadThreshold>();
        var (threshold, version) = await read.ReadChoiceAsync(UserClaimsPrincipal.GetUserId(), HttpContext.RequestAborted);
        return View(
            "~/Areas/Credits/Pages/Shared/_LowBalanceForm.cshtml",
            LowBalanceForm.Of(threshold, read.Default, version, HttpContext.RequestServices.GetRequiredService<CreditUnit>()));
    }
}

/// <param name="Amount">As typed, or as it is stored.</param>
/// <param name="Error">What is wrong with it, or null.</param>
/// <param name="Version">Of the choice that is shown.</param>
internal sealed record LowBalanceForm(bool Enabled, string Amount, string? Error, string Version)
{
    /// <param name="threshold">Null: no notice.</param>
    /// <param name="usual">What is offered then.</param>
    public static LowBalanceForm Of(CreditAmount? threshold, CreditAmount? usual, string version, CreditUnit unit) =>
        new(threshold is not null, (threshold ?? usual) is { } shown ? AmountField.Of(unit).Write(shown) : "", null, version);
}
