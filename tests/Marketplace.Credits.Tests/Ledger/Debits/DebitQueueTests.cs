using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger.Debits;

/// <summary>Debits without a transaction of the caller's share commits, and yet each is as if it were alone.</summary>
public sealed class DebitQueueTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_storm_on_one_customer_takes_exactly_what_is_there(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(Granted(30, LotKind.Bonus));
        await shell.PostedAsync(TopUp(70));

        var results = await Race.RunAsync(
            Enumerable.Range(0, 160).Select(_ => (Func<Task<PostResult>>)(() => shell.Get<ILedger>().PostAsync(Purchase(1), default))));

        var posted = results.OfType<PostResult.Posted>().ToList();
        Assert.Equal(100, posted.Count);
        Assert.Equal(100, posted.Select(x => x.BalanceAfter).Distinct().Count());
        Assert.Equal(60, results.OfType<PostResult.InsufficientBalance>().Count());
        await shell.AssertBalanceAsync(0);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_that_fails_in_a_batch_fails_alone(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(100));
        await shell.PostedAsync(TopUp(100, Bob));
        var ledger = shell.Get<ILedger>();
        var used = NewKey();
        await ledger.PostAsync(Purchase(1, key: used), default);
        // The balance says 99, the lots hold 60: a debit of 70 cannot be drawn, smaller ones can.
        await shell.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update ledger_lots set remaining = 60000000 where account_id = (select id from ledger_accounts where owner = @Ada)",
                new { Ada }), default);

        var results = await Race.RunAsync(Enumerable.Range(0, 60).Select(i => (Func<Task<object>>)(async () =>
        {
            try
            {
                return await ledger.PostAsync(
                    (i % 6) switch { 0 =>
                        Purchase(70), 1 =>
                            Purchase(2, key: used), 2 =>
                                Purchase(1, key: used), 3 => Purchase(1_000), 4 => Purchase(1, Bob), _ => Purchase(1) }, default);
            }
            catch (Exception e) when (e is Npgsql.PostgresException or InvalidOperationException)
            {
                return e;
            }
        })));

        Assert.Equal(10, results.OfType<Exception>().Count());
        Assert.Equal(10, results.OfType<PostResult.KeyReused>().Count());
        Assert.Equal(10, results.OfType<PostResult.Posted>().Count(x => x.Replayed));
        Assert.Equal(10, results.OfType<PostResult.InsufficientBalance>().Count());
        Assert.Equal(20, results.OfType<PostResult.Posted>().Count(x => !x.Replayed));
        await shell.AssertBalanceAsync(89);
        await shell.AssertBalanceAsync(90, user: Bob);
    }

    [Fact]
    public async Task A_text_that_cannot_be_stored_is_refused_before_it_meets_others()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(100));
        var ledger = shell.Get<ILedger>();

        await Assert.ThrowsAsync<ArgumentException>(() => ledger.PostAsync(Purchase(1) with { Description = "a\0b" }, default));
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.PostAsync(Purchase(1, key: "a\0b"), default));
        await Assert.ThrowsAsync<ArgumentException>(
            () => ledger.PostAsync(Purchase(1) with { Metadata = new Dictionary<string, string> { ["a"] = "\0" } }, default));

        await shell.AssertBalanceAsync(100);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task It_tells_the_outbox_once_per_debit(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(100));
        var before = await shell.CountAsync("outbox");

        await Race.RunAsync(
            Enumerable.Range(0, 20).Select(_ => (Func<Task<PostResult>>)(() => shell.Get<ILedger>().PostAsync(Purchase(1), default))));

        Assert.Equal(before + 20, await shell.CountAsync("outbox"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_credit_needs_no_transaction_of_the_callers_either(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);

        Assert.IsType<PostResult.Posted>(await shell.Get<ILedger>().PostAsync(TopUp(5), default));

        await shell.AssertBalanceAsync(5);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Fact]
    public async Task A_caller_who_gives_up_leaves_the_others_served()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(10));
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shell.Get<ILedger>().PostAsync(Purchase(1), stop.Token));

        Assert.IsType<PostResult.Posted>(await shell.Get<ILedger>().PostAsync(Purchase(1), default));
        await LedgerInvariants.AssertAsync(shell.Database);
    }
}
