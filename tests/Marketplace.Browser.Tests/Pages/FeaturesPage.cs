using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

public sealed class FeaturesPage(Guest guest)
{
    public async Task OpenAsync() => await guest.GoAsync("/admin/features");

    public ILocator Switch(string feature) => guest.Page.GetByRole(AriaRole.Switch, new() { Name = feature, Exact = true });

    /// <summary>Says what comes along before it happens.</summary>
    public ILocator Dialog(string title) => guest.Page.GetByRole(AriaRole.Dialog, new() { Name = title });

    public ILocator Confirm(string title) => Dialog(title).GetByTestId("feature-dialog-confirm");

    public ILocator Note => guest.Page.GetByTestId("page-note");
}
