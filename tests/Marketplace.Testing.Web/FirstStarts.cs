using System.Collections.Concurrent;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Testing;

/// <summary>
/// A first start makes every table of every sample tenant and takes seconds. It happens once per process and kind of database; whoever asks
/// for nothing special goes on with a copy.
/// </summary>
internal static class FirstStarts
{
    private static readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<FirstStart>>> Made = new();

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "marketplace-first-start-" + Guid.NewGuid().ToString("N"));

    static FirstStarts() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (Directory.Exists(Folder))
            TestFolder.Delete(Folder);
    };

    /// <summary>Whether a copy of the samples' first start is what these options would make.</summary>
    public static bool Fits(MarketplaceAppOptions options) =>
        options is { AppData: null, Database: null, Configure: null, Settings.Count: 0, Environment: "Development" };

    /// <param name="appData">A folder that is not there yet.</param>
    /// <returns>The connection string, or "" for SQLite in the folder.</returns>
    public static async Task<string> CopyAsync(DatabaseKind kind, string appData)
    {
        var start = await Made.GetOrAdd(kind, x => new(() => MakeAsync(x))).Value;
        foreach (var folder in Directory.GetDirectories(start.AppData, "*", SearchOption.AllDirectories).Prepend(start.AppData))
        {
            var copy = Directory.CreateDirectory(Path.Combine(appData, Path.GetRelativePath(start.AppData, folder)));
            foreach (var file in Directory.GetFiles(folder))
                File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        }

        return start.Database is null ? "" : await PostgresCluster.CopyDatabaseAsync(start.Database) + ";Pooling=true";
    }

    private static async Task<FirstStart> MakeAsync(DatabaseKind kind)
    {
        var start = new FirstStart(
            Path.Combine(Folder, kind.ToString()), kind == DatabaseKind.Postgres ? await PostgresCluster.CreateDatabaseAsync() : null);
        Directory.CreateDirectory(Folder);
        var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Kind = kind, AppData = start.AppData, Database = start.Database is null ? null : start.Database + ";Pooling=true",
        });
        await SettleAsync(app);
        await app.DisposeAsync();
        return start;
    }

    /// <summary>The samples' pages are events to index: done here once, and not in every copy.</summary>
    private static async Task SettleAsync(MarketplaceApp app)
    {
        foreach (var tenant in await app.Tenants.ListAsync(CancellationToken.None))
        {
            await Eventually.IsTrueAsync(
                () => app.InTenantAsync(tenant.Name, async shell =>
                {
                    var relay = shell.GetRequiredService<OutboxRelay>();
                    await relay.DrainAsync(CancellationToken.None);
                    return await relay.FindNextDueAsync(CancellationToken.None) is null;
                }),
                $"nothing waits in {tenant.Name}");
        }
    }

    private sealed record FirstStart(string AppData, string? Database);
}
