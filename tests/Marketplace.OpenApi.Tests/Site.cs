using System.Text.Json;
using Marketplace.Testing;

namespace Marketplace.OpenApi.Tests;

/// <summary>The running product with its two sample tenants.</summary>
public sealed class Site : IAsyncLifetime
{
    private MarketplaceApp? _app;

    public MarketplaceApp App => _app ?? throw new InvalidOperationException("The site has not started.");

    public async ValueTask InitializeAsync() => _app = await MarketplaceApp.StartAsync();

    public async Task<string> ReadTextAsync(string prefix = "")
    {
        using var visitor = App.NewVisitor(prefix);
        var answer = await visitor.GetAsync("/openapi/v1.json");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<JsonElement> ReadAsync(string prefix = "") => JsonDocument.Parse(await ReadTextAsync(prefix)).RootElement;

    public ValueTask DisposeAsync() => _app is null ? ValueTask.CompletedTask : _app.DisposeAsync();
}
