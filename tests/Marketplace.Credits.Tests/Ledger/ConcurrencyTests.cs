using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Tests.Support;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger;

public sealed class ConcurrencyTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-16")]
    public async Task Parallel_debits_neither_overdraw_nor_get_lost(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(25));

        var results = await Race.RunAsync(
            Enumerable.Range(0, 40).Select(_ => (Func<Task<PostResult>>)(() => shell.PostAsync(Purchase(1)))));

        Assert.Equal(25, results.OfType<PostResult.Posted>().Count());
        Assert.Equal(15, results.OfType<PostResult.InsufficientBalance>().Count());
        Assert.Equal(25, results.OfType<PostResult.Posted>().Select(x => x.BalanceAfter).Distinct().Count());
        await shell.AssertBalanceAsync(0);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Parallel_credits_of_a_new_customer_open_one_account(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);

        await Race.RunAsync(Enumerable.Range(0, 30).Select(_ => (Func<Task<PostResult>>)(() => shell.PostAsync(TopUp(2)))));

        await shell.AssertBalanceAsync(60);
        Assert.Equal(1, await shell.CountAsync("ledger_accounts"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Identical_calls_at_the_same_moment_post_once(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(100));

        foreach (var posting in new[] { TopUp(7), Purchase(7), TopUp(7, Bob), Purchase(100) })
        {
            var results = await Race.RunAsync(
                Enumerable.Range(0, 16).Select(_ => (Func<Task<PostResult>>)(() => shell.PostAsync(posting))));

            var posted = results.Cast<PostResult.Posted>().ToList();
            Assert.Single(posted, x => !x.Replayed);
            Assert.Single(posted.Select(x => (x.TransactionId, x.BalanceAfter)).Distinct());
        }

        await shell.AssertBalanceAsync(0);
        await shell.AssertBalanceAsync(7, user: Bob);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_key_for_different_customers_at_the_same_moment_serves_one_of_them(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);

        var results = await Race.RunAsync(Enumerable.Range(0, 16).Select(i =>
            (Func<Task<PostResult>>)(() => shell.PostAsync(TopUp(7, $"usr_{i}", key: "shared")))));

        Assert.Single(results.OfType<PostResult.Posted>());
        Assert.Equal(15, results.OfType<PostResult.KeyReused>().Count());
        Assert.Equal(1, await shell.CountAsync("ledger_entries"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Parallel_holds_reserve_no_more_than_there_is(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));

        var results = await Race.RunAsync(
            Enumerable.Range(0, 30).Select(_ => (Func<Task<PlaceHoldResult>>)(() => shell.PlaceAsync(Hold(1)))));

        Assert.Equal(10, results.OfType<PlaceHoldResult.Placed>().Count());
        await shell.AssertBalanceAsync(10, held: 10);

        var same = Hold(1, Bob);
        await shell.PostedAsync(TopUp(10, Bob));
        var identical = await Race.RunAsync(
            Enumerable.Range(0, 16).Select(_ => (Func<Task<PlaceHoldResult>>)(() => shell.PlaceAsync(same))));
        Assert.Single(identical.Cast<PlaceHoldResult.Placed>().Select(x => x.HoldId).Distinct());
        await shell.AssertBalanceAsync(10, held: 1, user: Bob);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_capture_void_and_expiry_exactly_one_wins(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(1000));
        var spent = 0;
        for (var round = 0; round < 15; round++)
        {
            var hold = await shell.PlacedAsync(Hold(10, expires: shell.Time.GetUtcNow()));
            var results = await Race.RunAsync<object>(
            [
                async () => await shell.CaptureAsync(Capture(hold, 6)),
                async () => await shell.CaptureAsync(Capture(hold, 6)),
                async () => await shell.VoidAsync(hold),
                async () => await shell.ExpireAsync(),
            ]);

            var captures = results.OfType<CaptureHoldResult.Captured>().Count();
            Assert.InRange(captures, 0, 1);
            if (captures == 1)
                Assert.Contains(results, x => x is VoidHoldResult.AlreadyCaptured);
            spent += captures * 6;
            await shell.AssertBalanceAsync(1000 - spent);
        }

        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_identical_capture_at_the_same_moment_captures_once(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var capture = Capture(await shell.PlacedAsync(Hold(8)), 5);

        var results = await Race.RunAsync(
            Enumerable.Range(0, 16).Select(_ => (Func<Task<CaptureHoldResult>>)(() => shell.CaptureAsync(capture))));

        Assert.Single(results.Cast<CaptureHoldResult.Captured>(), x => !x.Replayed);
        await shell.AssertBalanceAsync(5);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_key_for_two_holds_at_the_same_moment_captures_one_of_them(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var first = await shell.PlacedAsync(Hold(2));
        var second = await shell.PlacedAsync(Hold(3));

        var results = await Race.RunAsync<CaptureHoldResult>(
        [
            () => shell.CaptureAsync(Capture(first, 2, key: "shared")),
            () => shell.CaptureAsync(Capture(second, 2, key: "shared")),
        ]);

        Assert.Single(results.OfType<CaptureHoldResult.Captured>());
        Assert.Single(results.OfType<CaptureHoldResult.KeyReused>());
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    /// <summary>
    /// Both customers' transactions are open at once: if they shared a row, the second would wait for the first for ever.
    /// </summary>
    [Fact]
    public async Task On_PostgreSQL_customers_never_wait_for_a_system_account()
    {
        await using var shell = await ShellAsync(DatabaseKind.Postgres);
        await shell.PostedAsync(TopUp(10, Ada));
        await shell.PostedAsync(TopUp(10, Bob));
        var ledger = shell.Get<ILedger>();

        await using var ada = await shell.Database.BeginAsync(default);
        await using var bob = await shell.Database.BeginAsync(default);
        Assert.IsType<PostResult.Posted>(await ledger.PostAsync(ada, Purchase(1, Ada), default));
        Assert.IsType<PostResult.Posted>(await ledger.PostAsync(bob, Purchase(1, Bob), default).WaitAsync(TimeSpan.FromSeconds(10)));
        await bob.CommitAsync();
        await ada.CommitAsync();

        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Customers_who_do_everything_at_once_keep_the_books_straight(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        string[] users = [Ada, Bob, "usr_eve"];
        foreach (var user in users)
            await shell.PostedAsync(TopUp(50, user));

        await Race.RunAsync(Enumerable.Range(0, 12).Select(seed => (Func<Task<bool>>)(async () =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 12; i++)
                await ActAsync(shell, random, users[random.Next(users.Length)]);
            return true;
        })));

        await LedgerInvariants.AssertAsync(shell.Database);
    }

    private static async Task ActAsync(TestShell shell, Random random, string user)
    {
        var amount = random.Next(1, 9);
        switch (random.Next(5))
        {
            case 0:
                await shell.PostAsync(TopUp(amount, user));
                break;
            case 1:
                await shell.PostAsync(Purchase(amount, user));
                break;
            case 2:
                await shell.ExpireAsync();
                break;
            default:
                if (await shell.PlaceAsync(Hold(amount, user, expires: shell.Time.GetUtcNow())) is PlaceHoldResult.Placed placed)
                    await (random.Next(2) == 0
                        ? (Task)shell.CaptureAsync(Capture(placed.HoldId, random.Next(1, amount + 1)))
                        : shell.VoidAsync(placed.HoldId));
                break;
        }
    }
}
