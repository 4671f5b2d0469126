using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

public sealed class DeploymentPage(Guest guest)
{
    public ILocator Status => guest.Page.GetByTestId("status");

    public ILocator Connection => guest.Page.GetByTestId("connection");

    public ILocator Failure => guest.Page.GetByTestId("failure");

    public ILocator Paid => guest.Page.GetByTestId("paid");

    /// <summary>Where a purchase ends: on its deployment, which starts before the customer's eyes.</summary>
    public async Task ExpectRunningAsync()
    {
        await guest.ExpectAddressAsync("/dashboard/deployments/dep_");
        await Assertions.Expect(Status).ToHaveTextAsync("Running");
        await Assertions.Expect(Connection).ToBeVisibleAsync();
    }
}

public sealed class DeploymentsPage(Guest guest)
{
    public async Task OpenAsync() => await guest.GoAsync("/dashboard/deployments");

    public ILocator Rows => guest.Page.Locator("tr[data-deployment]");
}
