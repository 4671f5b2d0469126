using FsCheck;
using FsCheck.Fluent;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Testing;

namespace Marketplace.Credits.Tests.Model;

public sealed class ModelTests
{
    /// <summary>After every step of every random history the real ledger says and holds what the reference does.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, 120)]
    [InlineData(DatabaseKind.Postgres, 40)]
    public async Task Any_history_ends_as_in_the_reference_ledger(DatabaseKind kind, int histories)
    {
        await using var shell = await Money.ShellAsync(kind);
        var history = 0;
        var property = Prop.ForAll(
            Operation.Histories,
            steps => Task.Run(() => ReplayAsync(shell, Interlocked.Increment(ref history), steps)).GetAwaiter().GetResult());

        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(histories), property));

        await LedgerInvariants.AssertAsync(shell.Database);
    }

    private static async Task ReplayAsync(TestShell shell, int history, Operation[] steps)
    {
        var real = new RealLedger(shell, history);
        var reference = new ReferenceLedger();
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            var key = step.Key is { } shared ? $"shared-{shared}" : $"step-{i}";
            if (!step.Commits)
            {
                // What is rolled back must leave no trace: the reference does not hear of it.
                await ActAsync(shell, real, key, step);
            }
            else
            {
                var now = shell.Time.GetUtcNow();
                var answer = await ActAsync(shell, real, key, step);
                Assert.Equal((i, step, Act(reference, key, step, now)), (i, step, answer));
            }

            for (var user = 0; user < 3; user++)
            {
                var balance = await real.BalanceAsync(user);
                Assert.Equal(
                    (i, step, reference.Posted(user), reference.Held(user)), (i, step, balance.Posted.Micros, balance.Held.Micros));
                Assert.Equal((i, step, reference.Spendable(user, shell.Time.GetUtcNow())), (i, step, balance.Available.Micros));
                Assert.Equal(reference.Lots(user), await real.LotsAsync(user));
            }
        }

        for (var user = 0; user < 3; user++)
            Assert.Equal(reference.Entries(user), await real.EntriesAsync(user));
    }

    private static string Act(ReferenceLedger ledger, string key, Operation step, DateTimeOffset now) => step.Kind switch
    {
        Kind.Credit => ledger.Credit(key, step.User, step.Micros, step.Lot, Expiry(step, now)),
        Kind.Debit or Kind.DebitAlone => ledger.Debit(key, step.User, step.Micros, now),
        Kind.Place => ledger.Place(key, step.User, step.Micros, Expiry(step, now), now),
        Kind.Capture => ledger.Capture(key, step.Target, step.Micros),
        Kind.Void => ledger.Void(step.Target),
        Kind.Transfer => ledger.Transfer(key, step.User, step.Other, step.Micros, now),
        Kind.Reverse => ledger.Reverse(key, step.Target, step.Micros, now),
        Kind.ExpireHolds => ledger.ExpireHolds(now),
        Kind.ExpireLots => ledger.ExpireLots(now),
        _ => "later",
    };

    private static async Task<string> ActAsync(TestShell shell, RealLedger ledger, string key, Operation step)
    {
        var expiry = Expiry(step, shell.Time.GetUtcNow());
        switch (step.Kind)
        {
            case Kind.Credit:
                return await ledger.CreditAsync(key, step.User, step.Micros, step.Lot, expiry, step.Commits);
            case Kind.Debit:
                return await ledger.DebitAsync(key, step.User, step.Micros, step.Commits);
            case Kind.DebitAlone when step.Commits:
                return await ledger.DebitAloneAsync(key, step.User, step.Micros);
            case Kind.Place:
                return await ledger.PlaceAsync(key, step.User, step.Micros, expiry, step.Commits);
            case Kind.Capture:
                return await ledger.CaptureAsync(key, step.Target, step.Micros, step.Commits);
            case Kind.Void:
                return await ledger.VoidAsync(step.Target, step.Commits);
            case Kind.Transfer:
                return await ledger.TransferAsync(key, step.User, step.Other, step.Micros, step.Commits);
            case Kind.Reverse:
                return await ledger.ReverseAsync(key, step.Target, step.Micros, step.Commits);
            case Kind.ExpireHolds when step.Commits:
                return await ledger.ExpireHoldsAsync();
            case Kind.ExpireLots when step.Commits:
                return await ledger.ExpireLotsAsync();
            case Kind.PassTime when step.Commits:
                shell.Time.Advance(TimeSpan.FromMinutes(step.Minutes ?? 1));
                return "later";
            default:
                return "nothing";
        }
    }

    private static DateTimeOffset? Expiry(Operation step, DateTimeOffset now) =>
        step.Minutes is { } minutes ? now.AddMinutes(minutes) : null;
}
