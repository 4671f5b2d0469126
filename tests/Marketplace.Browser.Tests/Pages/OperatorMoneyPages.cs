using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

public sealed class AdjustmentPages(Guest guest)
{
    public ILocator State => guest.Page.GetByTestId("adjustment-state");

    public ILocator Approve => guest.Page.GetByTestId("approve");

    public async Task AskAsync(string customer, string amount, string reason)
    {
        await guest.GoAsync("/admin/credits/adjustments");
        await guest.Page.GetByTestId("new-adjustment").ClickAsync();
        await guest.Page.GetByLabel("Customer").FillAsync(customer);
        await guest.Page.GetByLabel("Amount").FillAsync(amount);
        await guest.Page.GetByLabel("Reason").FillAsync(reason);
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Adjust the balance" }).ClickAsync();
        await guest.ExpectAddressAsync("/admin/credits/adjustments/adj_");
    }
}

public sealed class CampaignPages(Guest guest)
{
    public ILocator Count => guest.Page.GetByTestId("preview-count");

    public ILocator Unknown => guest.Page.GetByTestId("preview-unknown");

    public ILocator Progress => guest.Page.GetByTestId("campaign-progress");

    public ILocator Recipients => guest.Page.GetByTestId("recipients");

    public async Task PlanAsync(string name, string amount, string budget, string addresses)
    {
        await guest.GoAsync("/admin/credits/campaigns");
        await guest.Page.GetByTestId("new-campaign").ClickAsync();
        await guest.Page.GetByLabel("Name").FillAsync(name);
        await guest.Page.GetByLabel("For each customer").FillAsync(amount);
        await guest.Page.GetByLabel("Budget for all together").FillAsync(budget);
        await guest.Page.GetByLabel("Recipients").SelectOptionAsync("Addresses");
        await guest.Page.GetByLabel("E-mail addresses").FillAsync(addresses);
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Show who gets it" }).ClickAsync();
        await guest.ExpectAddressAsync("/admin/credits/campaigns/cmp_");
    }

    public async Task StartAsync(string name, string total)
    {
        await guest.Page.GetByTestId("campaign-start").ClickAsync();
        await guest.Page.GetByRole(AriaRole.Dialog, new() { Name = $"Start {name}?" })
            .GetByRole(AriaRole.Button, new() { Name = "Give " + total }).ClickAsync();
    }
}
