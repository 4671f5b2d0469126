using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

public sealed class PaymentDialog(Guest guest)
{
    public const string GoodCard = "4242 4242 4242 4242";
    public const string DeclinedCard = "4000 0000 0000 0002";
    public const string CheckedCard = "4000 0027 6000 3184";
    public const string MistypedCard = "4242 4242 4242 4241";

    public ILocator Dialog => guest.Page.GetByTestId("payment-dialog");

    public ILocator Error => Dialog.GetByTestId("card-error");

    public ILocator Number => Dialog.GetByLabel("Card number");

    public ILocator Expiry => Dialog.GetByLabel("Expiry date");

    public ILocator Cvc => Dialog.GetByLabel("Security code (CVC)");

    public ILocator Pay => Dialog.GetByTestId("confirm-payment");

    public ILocator SavedMethods => Dialog.GetByTestId("saved-method");

    public ILocator SaveForNextTime => Dialog.GetByTestId("save-method");

    public ILocator AnotherCard => Dialog.GetByRole(AriaRole.Radio, new() { Name = "Use another card" });

    public ILocator PayPal => Dialog.GetByRole(AriaRole.Radio, new() { Name = "PayPal", Exact = true });

    /// <summary>The bank's own question, which it asks for some cards.</summary>
    public ILocator BankCheck => guest.Page.GetByTestId("challenge");

    /// <param name="amount">What the button must say, for example <c>$25.00</c>.</param>
    public async Task PayAsync(string amount, string card)
    {
        await FillAsync(card);
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Pay " + amount }).ClickAsync();
    }

    public async Task FillAsync(string card)
    {
        await Number.FillAsync(card);
        await Expiry.FillAsync("12 / 40");
        await Cvc.FillAsync("123");
    }

    public Task CloseAsync() => Dialog.GetByTestId("close-payment").ClickAsync();
}
