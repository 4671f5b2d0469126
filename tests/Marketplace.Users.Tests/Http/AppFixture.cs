using System.Collections.Concurrent;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users.Tests.Http;

/// <summary>One running host per database for all tests of a class.</summary>
public sealed class AppFixture : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<MarketplaceApp>>> _apps = new();

    public Task<MarketplaceApp> GetAsync(DatabaseKind kind) =>
        _apps.GetOrAdd(kind,
            x => new Lazy<Task<MarketplaceApp>>(() => MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = x }))).Value;

    /// <summary>
    /// The path and query of the link in the newest mail to the address with that subject, from the tenant's mail folder.
    /// </summary>
    internal static async Task<string> FindMailedLinkAsync(MarketplaceApp app, string tenant, string to, string page)
    {
        await app.InTenantAsync(tenant, services => services.GetRequiredService<OutboxRelay>().DrainAsync(CancellationToken.None));
        var folder = Path.Combine(app.AppData, "mail", tenant);
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var mails = Directory.Exists(folder)
                ? Directory.GetFiles(folder, "*.eml").OrderDescending(StringComparer.Ordinal)
                : Enumerable.Empty<string>();
            foreach (var file in mails)
            {
                var text = (await File.ReadAllTextAsync(file)).Replace("=\r\n", "", StringComparison.Ordinal)
                    .Replace("=3D", "=", StringComparison.Ordinal);
                var at = text.IndexOf($"/account/{page}", StringComparison.Ordinal);
                if (at >= 0 && text.Contains($"\r\nTo: {to}\r\n", StringComparison.Ordinal))
                    return text[at..text.IndexOf("\r\n", at, StringComparison.Ordinal)];
            }

            // Another worker of the host may hold the event at this moment.
            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No mail to {to} leads to {page}.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.Values)
            await (await app.Value).DisposeAsync();
    }
}
