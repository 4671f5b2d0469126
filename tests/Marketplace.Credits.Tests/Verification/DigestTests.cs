using Marketplace.Testing;
using static Marketplace.Credits.Tests.Money;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>What an operator notes down today must be computable for ever, and betray who rewrites the past with its seals.</summary>
public sealed class DigestTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_day_keeps_its_digest_while_money_moves_on(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);
        var before = Midnight(ledger.Shell);
        var noted = await ComputeAsync(ledger, before);
        Assert.NotNull(noted.Hash);
        // Ada's seven, Bob's one, and one in another asset.
        Assert.Equal(9, noted.Entries);

        ledger.Shell.Time.Advance(TimeSpan.FromDays(2));
        await ledger.Shell.PostedAsync(Purchase(1));
        await ledger.Shell.PostedAsync(TopUp(1, "usr_new"));
        await ledger.Shell.Get<SealEntries>().ExecuteAsync(default);

        Assert.Equal(noted, await ComputeAsync(ledger, before));
        Assert.NotEqual(noted.Hash, (await ComputeAsync(ledger, Midnight(ledger.Shell))).Hash);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whoever_rewrites_the_past_with_its_seals_changes_its_digest(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);
        var before = Midnight(ledger.Shell);
        await ledger.Shell.Get<SealEntries>().ExecuteAsync(default);
        var noted = await ComputeAsync(ledger, before);

        await ledger.DamageAsync("update ledger_transactions set description = 'Other' where id = '{purchase}'; delete from ledger_seals");
        await ledger.Shell.Get<SealEntries>().ExecuteAsync(default);

        Assert.IsType<VerifyLedgerResult.Clean>(await ledger.VerifyAsync());
        Assert.NotEqual(noted.Hash, (await ComputeAsync(ledger, before)).Hash);
    }

    [Fact]
    public async Task Without_a_seal_there_is_no_digest()
    {
        await using var ledger = await SmallLedger.CreateAsync(DatabaseKind.Sqlite);
        await ledger.DamageAsync("delete from ledger_seals where account_id = '{bob}'");

        Assert.Null((await ComputeAsync(ledger, Midnight(ledger.Shell), sealing: false)).Hash);
    }

    private static async Task<LedgerDigest> ComputeAsync(SmallLedger ledger, DateTimeOffset before, bool sealing = true)
    {
        if (sealing)
            await ledger.Shell.Get<SealEntries>().ExecuteAsync(default);
        return await ledger.Shell.Get<ComputeDigest>().ExecuteAsync(before, default);
    }

    /// <summary>The midnight that comes: everything so far lies before it.</summary>
    private static DateTimeOffset Midnight(TestShell shell) => new(shell.Time.GetUtcNow().Date.AddDays(1), TimeSpan.Zero);
}
