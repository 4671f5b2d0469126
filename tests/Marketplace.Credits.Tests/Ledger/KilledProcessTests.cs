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
        // What a worker does is left to chance; the last ones go on until everything was done once.
        bool HasAll() => Keyed.All(x => Acknowledged(said).Any(y => y.Kind == x));
        for (var round = 0; round < 3; round++)
        {
            var isEnough = round == 2 ? HasAll : (Func<bool>?)null;
            await Task.WhenAll(
                Worker.RunAndKillAsync(place, $"{kind}-{round}-a", Customers, said, actions: 60 + (37 * round), isEnough),
                Worker.RunAndKillAsync(place, $"{kind}-{round}-b", Customers, said, actions: 90 + (53 * round), isEnough));
            await LedgerInvariants.AssertAsync(shell.Database);
        }

        var acknowledged = Acknowledged(said).ToList();
        Assert.Equal(
            Keyed.Order(StringComparer.Ordinal),
            acknowledged.Select(x => x.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        await using var db = await shell.Database.OpenAsync(default);
        var stored = await db.QueryAsync<string>(
            "select idempotency_key from ledger_transactions union all select idempotency_key from ledger_holds");
        Assert.Empty(acknowledged.Select(x => x.Key).Except(stored, StringComparer.Ordinal));
        Assert.Equal(stored.Count, stored.Distinct(StringComparer.Ordinal).Count());
    }

    private static IEnumerable<(string Key, string Kind)> Acknowledged(IEnumerable<string> said) =>
        from line in said
        let words = line.Split(' ')
        where words is ["!", _, _] && Keyed.Contains(words[2], StringComparer.Ordinal)
        select (words[1], words[2]);
}
