using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

public sealed class PaymentMethodsPage(Guest guest)
{
    public async Task OpenAsync() => await guest.GoAsync("/dashboard/wallet/payment-methods");

    public ILocator Methods => guest.Page.GetByTestId("method");

    public ILocator Method(string label) => Methods.Filter(new() { HasText = label });

    public Task AddCardAsync() => guest.Page.GetByTestId("add-card").ClickAsync();

    public Task AddPayPalAsync() => guest.Page.GetByTestId("add-paypal").ClickAsync();

    /// <summary>Fills the dialog that <see cref="AddCardAsync"/> opened, and sends it.</summary>
    public async Task SaveCardAsync(string card)
    {
        var dialog = new PaymentDialog(guest);
        await dialog.FillAsync(card);
        await dialog.Pay.ClickAsync();
    }

    /// <param name="label">As the question names it, for example <c>Visa •••• 4242</c>.</param>
    public async Task RemoveAsync(string label)
    {
        await Method(label).GetByTestId("remove-method").ClickAsync();
        await guest.Page.GetByRole(AriaRole.Dialog, new() { Name = $"Remove {label}?" }).GetByTestId("confirm").ClickAsync();
    }
}
