using Marketplace.Credits.Verification.Runs;
using Marketplace.Credits.Verification.Seals;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>Nothing that the ledger itself does looks like damage.</summary>
public sealed class CleanLedgerTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_empty_ledger_is_clean(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);

        var clean = Assert.IsType<VerifyLedgerResult.Clean>(await VerifyAsync(shell));

        Assert.Equal(0, clean.Digest.Entries);
        Assert.All(
            await shell.Get<ReadLedgerChecks>().ListRulesAsync(clean.CheckId, default),
            x => Assert.Equal(LedgerCheckRuleStatus.True, x.Status));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 1)]
    [InlineData(DatabaseKind.Sqlite, 2)]
    [InlineData(DatabaseKind.Postgres, 3)]
    [InlineData(DatabaseKind.Postgres, 4)]
    public async Task Any_history_is_clean(DatabaseKind kind, int seed)
    {
        await using var shell = await ShellAsync(kind);
        var history = new RandomHistory(shell, new Random(seed));
        for (var round = 0; round < 8; round++)
        {
            for (var step = 0; step < 60; step++)
                await history.StepAsync();
            if (round % 2 == 0)
                await shell.Get<SealEntries>().ExecuteAsync(default);
            Assert.IsType<VerifyLedgerResult.Clean>(await VerifyAsync(shell));
        }

        Assert.Equal(RandomHistory.Kinds, history.Done.Count);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task It_is_clean_at_every_moment_while_money_moves(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        using var end = new CancellationTokenSource();
        var movers = Enumerable.Range(0, 3).Select(mover => Task.Run(async () =>
        {
            var history = new RandomHistory(shell, new Random(100 + mover), $"{mover}-", passesTime: false);
            while (!end.IsCancellationRequested)
                await history.StepAsync();
        })).ToList();

        for (var run = 0; run < 12; run++)
            Assert.IsType<VerifyLedgerResult.Clean>(await VerifyAsync(shell));

        await end.CancelAsync();
        await Task.WhenAll(movers);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    private static Task<VerifyLedgerResult> VerifyAsync(TestShell shell) =>
        shell.Get<VerifyLedger>().ExecuteAsync("usr_admin", told: null, default);
}
