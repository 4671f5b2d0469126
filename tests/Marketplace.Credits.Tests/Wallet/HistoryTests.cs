using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Wallet;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Wallet;

public sealed class HistoryTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-11")]
    public async Task A_transaction_tells_everything_about_itself(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var id = await shell.PostedAsync(new Posting(
            NewKey(), TransactionType.Usage, Ada, Amount(-2.5m), SystemAccount.Revenue, "Created deck: Öl & \"Wasser\"",
            new Dictionary<string, string> { ["deckId"] = "7", ["deckName"] = "Öl" }));

        var transaction = await shell.Get<IWallet>().FindTransactionAsync(Ada, id, default);

        Assert.NotNull(transaction);
        Assert.Equal(
            (id, Ada, 2L, TransactionType.Usage, Amount(-2.5m), Amount(10), Amount(7.5m), "Created deck: Öl & \"Wasser\"",
                shell.Time.GetUtcNow()),
            (transaction.Id, transaction.UserId, transaction.Version, transaction.Type, transaction.Amount, transaction.BalanceBefore,
                transaction.BalanceAfter, transaction.Description, transaction.CreatedAt));
        Assert.Equal([new("deckId", "7"), new("deckName", "Öl")], transaction.Metadata.OrderBy(x => x.Key, StringComparer.Ordinal));
        Assert.Null(await shell.Get<IWallet>().FindTransactionAsync(Bob, id, default));
        Assert.Null(await shell.Get<IWallet>().FindTransactionAsync(Ada, "txn_unknown", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-18")]
    public async Task The_newest_fifty_come_first_unless_told_otherwise(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 55; i++)
            await shell.PostedAsync(TopUp(1));

        var history = await shell.Get<IWallet>().ReadHistoryAsync(Ada, new HistoryQuery(), default);

        Assert.Equal(Enumerable.Range(6, 50).Reverse().Select(x => (long)x), history.Transactions.Select(x => x.Version));
        Assert.Equal((6L, (long?)null), (history.Older!.Value, history.Newer));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Pages_lead_down_to_the_first_transaction_and_back_up_again(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 7; i++)
            await shell.PostedAsync(TopUp(1));
        var wallet = shell.Get<IWallet>();

        var down = new List<long[]>();
        WalletHistory page;
        long? cursor = null;
        do
        {
            page = await wallet.ReadHistoryAsync(Ada, new HistoryQuery(3, Before: cursor), default);
            down.Add([.. page.Transactions.Select(x => x.Version)]);
            cursor = page.Older;
        }
        while (cursor is not null);
        Assert.Equal([[7, 6, 5], [4, 3, 2], [1]], down);

        page = await wallet.ReadHistoryAsync(Ada, new HistoryQuery(3, After: page.Newer), default);
        Assert.Equal([4, 3, 2], page.Transactions.Select(x => x.Version));
        page = await wallet.ReadHistoryAsync(Ada, new HistoryQuery(3, After: page.Newer), default);
        Assert.Equal([7, 6, 5], page.Transactions.Select(x => x.Version));
        Assert.Null(page.Newer);
        Assert.Equal(5, page.Older);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_type_can_be_picked_out(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 4; i++)
        {
            await shell.PostedAsync(TopUp(2));
            await shell.PostedAsync(Purchase(1));
        }

        var wallet = shell.Get<IWallet>();
        var first = await wallet.ReadHistoryAsync(Ada, new HistoryQuery(3, Type: TransactionType.Purchase), default);
        Assert.Equal([8, 6, 4], first.Transactions.Select(x => x.Version));
        var second = await wallet.ReadHistoryAsync(Ada, new HistoryQuery(3, first.Older, Type: TransactionType.Purchase), default);
        Assert.Equal([2], second.Transactions.Select(x => x.Version));
        Assert.Empty((await wallet.ReadHistoryAsync(Ada, new HistoryQuery(Type: TransactionType.Bonus), default)).Transactions);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Holds_are_no_transactions_and_strangers_see_nothing(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        await shell.PlacedAsync(Hold(4));
        var wallet = shell.Get<IWallet>();

        Assert.Single((await wallet.ReadHistoryAsync(Ada, new HistoryQuery(), default)).Transactions);
        Assert.Equal(
            new WalletHistory([], null, null), await wallet.ReadHistoryAsync(Bob, new HistoryQuery(), default) with { Transactions = [] });
        Assert.Empty((await wallet.ReadHistoryAsync(Ada, new HistoryQuery(Before: 1), default)).Transactions);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => wallet.ReadHistoryAsync(Ada, new HistoryQuery(0), default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => wallet.ReadHistoryAsync(Ada, new HistoryQuery(201), default));
    }
}
