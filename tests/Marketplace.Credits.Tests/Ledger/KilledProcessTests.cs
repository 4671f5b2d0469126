using System.Collections.Concurrent;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Credits.Tests.Ledger;

/// <summary>Several processes move the money of the same few customers and are killed in the middle of it, again and again.</summary>
public sealed class KilledProcessTests
{
    private const int Customers = 4;

    /// <summary>Actions with a key, which leave a transaction or a hold under it.</summary>
    private static readonly string[] Keyed = ["top-up", "debit", "debit-alone", "hold", "capture", "transfer", "reverse"];

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-16")]
    public async Task What_was_acknowledged_is_there_once_and_the_rest_wholly_or_not_at_all(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shell = await TestShell.CreateAsync(database, _ => { }, new Startup());
        string[] place = database.Schema is { } schema
            ? ["postgres", (await TestDatabase.GetServerAsync()).ConnectionString, schema]
            : ["sqlite", ((SqliteDatabase)database.Database).Path];
        var said = new ConcurrentQueue<string>();
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(
                Worker.RunAndKillAsync(place, $"{kind}-{round}-a", Customers, said, actions: 60 + (37 * round)),
                Worker.RunAndKillAsync(place, $"{kind}-{round}-b", Customers, said, actions: 90 + (53 * round)));
            await LedgerInvariants.AssertAsync(shell.Database);
        }

        var acknowledged = said.Where(x => x.StartsWith('!')).Select(x => x.Split(' '))
            .Where(x => x.Length == 3 && Keyed.Contains(x[2], StringComparer.Ordinal)).ToList();
        Assert.Equal(
            Keyed.Order(StringComparer.Ordinal),
            acknowledged.Select(x => x[2]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        await using var db = await shell.Database.OpenAsync(default);
        var stored = await db.QueryAsync<string>(
            "select idempotency_key from ledger_transactions union all select idempotency_key from ledger_holds");
        Assert.Empty(acknowledged.Select(x => x[1]).Except(stored, StringComparer.Ordinal));
        Assert.Equal(stored.Count, stored.Distinct(StringComparer.Ordinal).Count());
    }
}
