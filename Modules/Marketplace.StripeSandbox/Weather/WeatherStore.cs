using System.Text.Json;
using Marketplace.Data;

namespace Marketplace.StripeSandbox.Weather;

/// <summary>Keeps the weather of a tenant's webhooks in its database.</summary>
internal sealed class WeatherStore
{
    public async Task<WebhookWeather> ReadAsync(UnitOfWork db, CancellationToken cancellationToken) =>
        Parse(await FindAsync(db, cancellationToken));

    /// <param name="version">Of the weather that the form showed.</param>
    /// <returns>False and what is stored where somebody else changed it meanwhile; nothing is written then.</returns>
    public async Task<(bool Saved, WebhookWeather Now)> SaveAsync(
        UnitOfWork db, string? version, WebhookWeather weather, CancellationToken cancellationToken)
    {
        var before = await FindAsync(db, cancellationToken);
        if (!RecordVersion.IsOf(Parse(before), version))
            return (false, Parse(before));
        var written = await db.ExecuteAsync(
            """
            insert into stripe_sandbox_weather (id, json) values (1, @json)
            on conflict (id) do update set json = excluded.json where stripe_sandbox_weather.json = @before
            """,
            new { json = JsonSerializer.Serialize(weather, TenantSettings.Json), before },
            cancellationToken);
        return written == 1 ? (true, weather) : (false, await ReadAsync(db, cancellationToken));
    }

    private static Task<string?> FindAsync(UnitOfWork db, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<string>("select json from stripe_sandbox_weather where id = 1", cancellationToken: cancellationToken);

    private static WebhookWeather Parse(string? json) =>
        json is null ? new WebhookWeather() : JsonSerializer.Deserialize<WebhookWeather>(json, TenantSettings.Json)!;
}
