using Marketplace.Browser.Tests.Notifications;
using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Marketplace.Browser.Tests.Screens.Lookers))]

namespace Marketplace.Browser.Tests.Screens;

/// <summary>
/// Who looks at the screens. Each signs in once, and opens one page after the other in the same tab: a new one would read all styles,
/// scripts and axe itself anew.
/// </summary>
public sealed class Lookers : IDisposable
{
    private readonly Dictionary<Looker, string?> _states = new() { [Looker.Visitor] = null };
    private readonly Dictionary<(Looker, Type), Guest> _guests = [];
    private readonly SemaphoreSlim _gate = new(1);

    /// <param name="chromium">Whose crash costs one test: the next one gets a new tab.</param>
    /// <param name="screens">The tests that share the tab, one after the other.</param>
    public async Task<Guest> EnterAsync(Chromium chromium, Site site, Looker who, Type screens)
    {
        await _gate.WaitAsync();
        try
        {
            if (_guests.TryGetValue((who, screens), out var guest) && !guest.Page.IsClosed)
                return guest;
            // An administrator has something to look at: a customer with a history.
            foreach (var needed in who == Looker.Admin ? new[] { Looker.Customer, who } : [who])
            {
                if (!_states.ContainsKey(needed))
                    _states[needed] = await PrepareAsync(chromium, site, needed);
            }

            var options = new BrowserNewContextOptions { StorageState = _states[who] };
            return _guests[(who, screens)] = await Guest.EnterAsync(chromium, site.App.Address, options: options);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The next one to look gets a new tab.</summary>
    public async Task LeaveAsync(Looker who, Type screens)
    {
        await _gate.WaitAsync();
        try
        {
            if (_guests.Remove((who, screens), out var guest))
                await guest.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException)
        {
            // It does not even close; it ends with the browser.
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
                await Assertions.Expect(new DeploymentPage(guest).Failure).ToBeVisibleAsync();
                await site.TellAsync(guest.Email, "look_1", "$12.00");
                await site.TellAsync(guest.Email, "look_2", "$7.50", "somebody-with-a-rather-long-address@a-rather-long-domain.example");
            }

            // The welcome after registering belongs to the first page only.
            await guest.GoAsync("/dashboard");
        }

        return await guest.Context.StorageStateAsync();
    }

    /// <summary>The tabs end with the browser.</summary>
    public void Dispose() => _gate.Dispose();
}
