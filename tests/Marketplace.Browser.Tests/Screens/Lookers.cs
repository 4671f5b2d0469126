using Marketplace.Browser.Tests.Notifications;
using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;

[assembly: AssemblyFixture(typeof(Marketplace.Browser.Tests.Screens.Lookers))]

namespace Marketplace.Browser.Tests.Screens;

/// <summary>Who looks at the screens. Each signs in once; the pages are then opened with the same cookies.</summary>
public sealed class Lookers : IDisposable
{
    private readonly Dictionary<Looker, string?> _states = new() { [Looker.Visitor] = null };
    private readonly SemaphoreSlim _gate = new(1);

    public async Task<string?> StateOfAsync(Chromium chromium, Site site, Looker who)
    {
        await _gate.WaitAsync();
        try
        {
            // An administrator has something to look at: a customer with a history.
            foreach (var needed in who == Looker.Admin ? new[] { Looker.Customer, who } : [who])
            {
                if (!_states.ContainsKey(needed))
                    _states[needed] = await PrepareAsync(chromium, site, needed);
            }

            return _states[who];
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task<string> PrepareAsync(Chromium chromium, Site site, Looker who)
    {
        await using var guest = await Guest.EnterAsync(chromium, site.App.Address);
        if (who == Looker.Admin)
        {
            await guest.SignInAsync("admin@example.com");
            await new AdjustmentPages(guest).AskAsync("customer@example.com", "5", "A welcome after the long wait");
            await new AdjustmentPages(guest).AskAsync("customer@example.com", "1250", "The invoice of March was counted twice");
            await new CampaignPages(guest).PlanAsync("Spring greetings", "2.50", "100", "customer@example.com\nsomebody@elsewhere.example");
            await site.TellAsync("admin@example.com", "look_admin", "$12.00");
        }
        else
        {
            await guest.RegisterAsync();
            if (who == Looker.Customer)
            {
                await guest.BuyCreditsAsync(25);
                await new ProductPage(guest).OpenAsync("vm-instance");
                await new ProductPage(guest).BuyNow.ClickAsync();
                await new DeploymentPage(guest).ExpectRunningAsync();
                await new ProductPage(guest).OpenAsync(Site.FailingProduct);
                await new ProductPage(guest).BuyNow.ClickAsync();
                await Microsoft.Playwright.Assertions.Expect(new DeploymentPage(guest).Failure).ToBeVisibleAsync();
                await site.TellAsync(guest.Email, "look_1", "$12.00");
                await site.TellAsync(guest.Email, "look_2", "$7.50", "somebody-with-a-rather-long-address@a-rather-long-domain.example");
            }

            // The welcome after registering belongs to the first page only.
            await guest.GoAsync("/dashboard");
        }

        return await guest.Context.StorageStateAsync();
    }

    public void Dispose() => _gate.Dispose();
}
