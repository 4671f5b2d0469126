using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Areas.Payments.Pages.Dashboard;

internal sealed class PaymentMethodsModel(
    IPaymentMethods methods, IPaymentGateway gateway, OrderMethods order, RemoveMethod remove, ITenant tenant, TimeProvider time,
    IStringLocalizer<PaymentMethodsModel> text) : PageModel
{
    public IReadOnlyList<PaymentMethod> Methods { get; private set; } = [];

    /// <summary>What can be added; empty while nothing can be paid here.</summary>
    public IReadOnlyList<PaymentMethodKind> Offered { get; private set; } = [];

    public int Limit { get; } = tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section).MaximumMethods;

    public CardExpiry ExpiryOf(PaymentMethod method) => CardExpiryRule.For(method.ExpMonth, method.ExpYear, time.GetUtcNow());

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Methods = await methods.ListAsync(User.GetUserId(), cancellationToken);
        Offered = (await gateway.GetBrowserSettingsAsync(cancellationToken))?.Kinds ?? [];
    }

    public async Task<IActionResult> OnPostMoveAsync(string id, int by, CancellationToken cancellationToken) =>
        await order.ShiftAsync(User.GetUserId(), Known(id), Math.Sign(by), cancellationToken) ? RedirectToPage() : Gone();

    public async Task<IActionResult> OnPostDefaultAsync(string id, CancellationToken cancellationToken)
    {
        if (!await order.MoveAsync(User.GetUserId(), Known(id), 0, cancellationToken))
            return Gone();
        TempData.Note("success", text["Saved. It is charged first from now on."]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (!await remove.ExecuteAsync(User.GetUserId(), Known(id), cancellationToken))
            return Gone();
        TempData.Note("success", text["Removed. It is not charged any more."]);
        return RedirectToPage();
    }

    /// <summary>Databases do not take every character that a form can send.</summary>
    private static string Known(string? id) => id is null || id.Contains('\0', StringComparison.Ordinal) ? "" : id;

    private RedirectToPageResult Gone()
    {
        TempData.Note("warning", text["That payment method is not saved any more. Nothing was changed."]);
        return RedirectToPage();
    }
}
