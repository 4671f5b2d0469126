using System.Net.Http.Headers;
using System.Text.Json;
using Marketplace.Browser.Tests.Support;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Browser.Tests.AutoTopUp;

/// <summary>Cards that customers saved earlier, as the sandbox keeps them.</summary>
internal static class SavedCards
{
    /// <param name="token">One of Stripe's names for test cards, for example <c>pm_card_visa</c>.</param>
    public static Task SaveCardAsync(this Site site, string email, string token) =>
        site.App.InTenantAsync("mycelium", async services =>
        {
            var user = await services.GetRequiredService<IUserDirectory>().FindByEmailAsync(email, default)
                ?? throw new InvalidOperationException($"{email} is unknown.");
            var gateway = services.GetRequiredService<IPaymentGateway>();
            var nothing = new Dictionary<string, string>(StringComparer.Ordinal);
            var customer =
                (await gateway.CreateCustomerAsync(new CreateGatewayCustomer("test-" + user.Id, email, null, nothing), default)).Value!;
            await services.GetRequiredService<IDatabase>().InTransactionAsync(
                db => db.ExecuteAsync(
                    "insert into payment_customers (id, user_id, gateway, email, customer_id, created_at) values (@id, @user, @gateway, "
                    + "@email, @customer, @now) on conflict (user_id, gateway) do nothing",
                    new { id = "pcu_" + user.Id, user = user.Id, gateway = gateway.Name, email, customer = customer.Id,
                        now = TimeProvider.System.GetUtcNow() },
                    default),
                default);
            var setup =
                (await gateway.CreateSetupIntentAsync(new CreateSetupIntent($"test-{user.Id}-{token}", customer.Id, nothing),
                    default)).Value!;
            var key = (await gateway.GetBrowserSettingsAsync(default))!.PublishableKey;
            var status = await PostAsync(
                site, key, $"setup_intents/{setup.Id}/confirm", ("client_secret", setup.ClientSecret), ("payment_method", token));
            if (status == "requires_action")
                await PostAsync(
                    site, key, $"setup_intents/{setup.Id}/sandbox_challenge", ("client_secret", setup.ClientSecret),
                    ("outcome", "succeed"));
            var saved = (await gateway.GetSetupIntentAsync(setup.Id, default)).Value!;
            Assert.NotNull(saved.PaymentMethodId);
            await services.GetRequiredService<IPaymentMethods>().RefreshAsync(saved.PaymentMethodId, default);
        });

    private static async Task<string> PostAsync(Site site, string publishableKey, string path, params (string Name, string Value)[] values)
    {
        using var client = new HttpClient { BaseAddress = site.App.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", publishableKey);
        using var content = new FormUrlEncodedContent(values.Select(x => KeyValuePair.Create(x.Name, x.Value)));
        using var answer = await client.PostAsync(new Uri("stripe-sandbox/v1/" + path, UriKind.Relative), content);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("status").GetString()!;
    }
}
