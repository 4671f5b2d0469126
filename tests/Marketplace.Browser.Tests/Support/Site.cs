using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Browser.Tests.Support;

/// <summary>The whole product on a free port. Tests that change the site for everybody take one of their own as class fixture.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>The one product that the grid cannot deliver.</summary>
    public const string FailingProduct = "wordpress";

    private MarketplaceApp? _app;

    public MarketplaceApp App => _app ?? throw new InvalidOperationException("The site has not started.");

    public async ValueTask InitializeAsync()
    {
        _app = await MarketplaceApp.StartAsync();
        await _app.InTenantAsync("mycelium", async services =>
        {
            var changed = await services.GetRequiredService<ITenantAdministration>().ChangeSettingsAsync(
                "simulatedGrid", new { startSeconds = 2, failingServices = new[] { FailingProduct } }, CancellationToken.None);
            Assert.True(changed.Succeeded, changed.Error);
            // Editors plan in it: its clocks are put forward in spring.
            var site = services.GetRequiredService<ITenant>().Settings.Get<Dictionary<string, JsonNode>>("site");
            site["timeZone"] = "Europe/Berlin";
            changed = await services.GetRequiredService<ITenantAdministration>().ChangeSettingsAsync("site", site, CancellationToken.None);
            Assert.True(changed.Succeeded, changed.Error);
        });
    }

    /// <summary>Waits until the sandbox has heard that a method was removed.</summary>
    public Task UntilDetachedAsync(string paymentMethodId) =>
        Eventually.BecomesAsync(true, () => App.InTenantAsync("mycelium", async services =>
            (await services.GetRequiredService<IPaymentGateway>()
                .GetPaymentMethodAsync(paymentMethodId, CancellationToken.None)).Value is { CustomerId: null }));

    /// <summary>Credits go to confirmed addresses only; the mail that confirms it is another test's.</summary>
    public Task<int> ConfirmAddressAsync(Guest guest) => App.InTenantAsync(
        "mycelium",
        services => services.GetRequiredService<IDatabase>().InTransactionAsync(
            db => db.ExecuteAsync("update users set email_confirmed = @yes where email = @Email", new { yes = true, guest.Email }),
            CancellationToken.None));

    public ValueTask DisposeAsync() => _app is null ? ValueTask.CompletedTask : _app.DisposeAsync();

    /// <summary>Somebody else with all permissions, who has the usual password.</summary>
    /// <returns>Their e-mail address.</returns>
    public async Task<string> NewAdministratorAsync()
    {
        var email = $"admin-{Guid.NewGuid():N}@example.com";
        await App.InTenantAsync("mycelium", services => services.GetRequiredService<IAdministratorAccounts>()
            .CreateAsync(new AdministratorAccount(email, MarketplaceApp.Password), CancellationToken.None));
        return email;
    }
}
