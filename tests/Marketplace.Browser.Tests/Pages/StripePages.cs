using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

/// <summary>Where an administrator chooses the account that customers pay into.</summary>
internal sealed class StripeAccountPage(Guest guest)
{
    public ILocator ModeInUse => guest.Page.GetByTestId("mode-in-use");

    public ILocator SecretKey => guest.Page.GetByTestId("secret-key");

    public ILocator SecretKeyHint => guest.Page.GetByTestId("secret-key-hint");

    public ILocator Errors => guest.Page.Locator("p.field-error");

    public Task OpenAsync() => guest.GoAsync("/admin/stripe/account");

    public async Task SaveAsync(string mode, string secretKey, string publishableKey, string webhookSecret)
    {
        await guest.Page.GetByTestId("mode").SelectOptionAsync(mode);
        await guest.Page.GetByTestId("publishable-key").FillAsync(publishableKey);
        await SecretKey.FillAsync(secretKey);
        await guest.Page.GetByTestId("webhook-secret").FillAsync(webhookSecret);
        await guest.Page.GetByTestId("save-keys").ClickAsync();
    }
}
