using System.Text.Json;
using Marketplace.Data;

namespace Marketplace.StripeSandbox;

/// <summary>Keeps the weather of a tenant's webhooks in its database.</summary>
internal sealed class WeatherStore
{
    public async Task<WebhookWeather> ReadAsync(UnitOfWork db, CancellationToken cancellationToken) =>
        await db.QuerySingleOrDefaultAsync<string>("select json from stripe_sandbox_weather where id = 1", cancellationToken: cancellationToken) is { } json
            ? JsonSerializer.Deserialize<WebhookWeather>(json, TenantSettings.Json)!
            : new WebhookWeather();

    public Task SaveAsync(UnitOfWork db, WebhookWeather weather, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "insert into stripe_sandbox_weather (id, json) values (1, @json) on conflict (id) do update set json = excluded.json",
            new { json = JsonSerializer.Serialize(weather, TenantSettings.Json) },
            cancellationToken);
}
