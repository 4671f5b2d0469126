using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger;

public sealed class PostTransactionTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-11")]
    public async Task A_customer_without_an_account_has_zero(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);

        await shell.AssertBalanceAsync(0);
        Assert.Equal(0, await shell.CountAsync("ledger_accounts"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-17")]
    public async Task Every_entry_says_what_the_balance_was_and_is(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(25));
        await shell.PostedAsync(Purchase(5));
        await shell.PostedAsync(Purchase(0.000001m));

        await using var db = await shell.Database.OpenAsync(default);
        var entries = await db.QueryAsync<(long Version, long Before, long Amount, long After)>(
            "select version, balance_before, amount, balance_after from ledger_entries order by version");
        Assert.Equal(
            [(1, 0, 25_000_000, 25_000_000), (2, 25_000_000, -5_000_000, 20_000_000), (3, 20_000_000, -1, 19_999_999)],
            entries);
        await shell.AssertBalanceAsync(19.999999m);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-15")]
    public async Task A_balance_equal_to_the_price_is_enough_and_a_millionth_less_is_not(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(5));

        Assert.Equal(new PostResult.InsufficientBalance(Amount(5.000001m), Amount(5)), await shell.PostAsync(Purchase(5.000001m)));
        var posted = Assert.IsType<PostResult.Posted>(await shell.PostAsync(Purchase(5)));

        Assert.Equal(CreditAmount.Zero, posted.BalanceAfter);
        Assert.Equal(new PostResult.InsufficientBalance(Amount(1), CreditAmount.Zero), await shell.PostAsync(Purchase(1)));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_refused_debit_leaves_nothing_and_frees_its_key(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);

        Assert.IsType<PostResult.InsufficientBalance>(await shell.PostAsync(Purchase(5, key: "order-1")));
        Assert.Equal(0, await shell.CountAsync("ledger_transactions"));

        await shell.PostedAsync(TopUp(5));
        Assert.False(Assert.IsType<PostResult.Posted>(await shell.PostAsync(Purchase(5, key: "order-1"))).Replayed);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-16")]
    public async Task Without_a_commit_nothing_happened(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));

        await using (var db = await shell.Database.BeginAsync(default))
            Assert.IsType<PostResult.Posted>(await shell.Get<ILedger>().PostAsync(db, Purchase(4), default));

        await shell.AssertBalanceAsync(10);
        Assert.Equal(1, await shell.CountAsync("ledger_transactions"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Customers_do_not_share_a_balance(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10, Ada));
        await shell.PostedAsync(TopUp(3, Bob));

        Assert.IsType<PostResult.InsufficientBalance>(await shell.PostAsync(Purchase(4, Bob)));
        await shell.AssertBalanceAsync(10, user: Ada);
        await shell.AssertBalanceAsync(3, user: Bob);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_other_side_is_the_named_system_account(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        await shell.PostedAsync(Purchase(4));

        await using var db = await shell.Database.OpenAsync(default);
        var sums = await db.QueryAsync<(string Account, long Amount)>(
            "select account_id, amount from ledger_system_entries order by amount");
        Assert.Equal([("sys_payment_clearing", -10_000_000), ("sys_revenue", 4_000_000)], sums);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_balance_beyond_the_range_is_refused_without_a_trace(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var most = new Posting(
            NewKey(), TransactionType.Bonus, Ada, new CreditAmount(long.MaxValue), SystemAccount.Promotions, "All", new Dictionary<string,
            string>());
        await shell.PostedAsync(most);

        Assert.IsType<PostResult.BalanceTooLarge>(await shell.PostAsync(TopUp(0.000001m)));

        await shell.AssertBalanceAsync(most.Amount.ToDecimal());
        await shell.PostedAsync(Purchase(0.000001m));
        await shell.PostedAsync(TopUp(0.000001m));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Fact]
    public async Task What_no_correct_caller_asks_for_is_an_exception()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var fine = TopUp(1);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shell.PostAsync(fine with { Amount = CreditAmount.Zero }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => shell.PostAsync(fine with { Amount = new CreditAmount(long.MinValue) }));
        await Assert.ThrowsAsync<ArgumentException>(() => shell.PostAsync(fine with { IdempotencyKey = " " }));
        await Assert.ThrowsAsync<ArgumentException>(() => shell.PostAsync(fine with { IdempotencyKey = new string('k', 201) }));
        await Assert.ThrowsAsync<ArgumentException>(() => shell.PostAsync(fine with { UserId = "" }));
        Assert.Equal(0, await shell.CountAsync("ledger_accounts"));
    }
}
