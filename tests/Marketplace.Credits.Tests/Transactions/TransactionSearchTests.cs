using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Transactions;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Transactions;

public sealed class TransactionSearchTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task All_transactions_come_page_by_page_newest_first(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var ids = new List<string>();
        for (var i = 1; i <= 5; i++)
        {
            ids.Insert(0, await shell.PostedAsync(TopUp(i, i % 2 == 0 ? Ada : Bob)));
            shell.Time.Advance(TimeSpan.FromHours(12));
        }

        var list = shell.Get<ListTransactions>();
        var first = await list.ExecuteAsync(new TransactionQuery(3), default);
        Assert.Equal(ids[..3], first.Transactions.Select(x => x.Id));
        Assert.Equal((Bob, Amount(5)), first.Transactions[0].Entries.Select(x => (x.Owner, x.Amount)).Single());
        var second = await list.ExecuteAsync(new TransactionQuery(3, first.Next), default);
        Assert.Equal(ids[3..], second.Transactions.Select(x => x.Id));
        Assert.Null(second.Next);
        Assert.Null(second.SearchedTo);

        var start = new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            ids[1..4],
            (await list.ExecuteAsync(new TransactionQuery(10, From: start.AddHours(-2), Until: start.AddDays(1)),
                default)).Transactions.Select(x => x.Id));
        Assert.Empty((await list.ExecuteAsync(new TransactionQuery(10, From: start.AddYears(1)), default)).Transactions);
        Assert.Empty((await list.ExecuteAsync(new TransactionQuery(10, Until: DateTimeOffset.MinValue), default)).Transactions);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task They_are_found_by_key_words_metadata_type_and_customer(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var paid = await shell.PostedAsync(
            TopUp(25, key: "pi_key") with
            { Description = "100% of it", Metadata = new Dictionary<string, string> { ["payment_intent_id"] = "pi_42" } });
        var bought = await shell.PostedAsync(Purchase(5) with { Description = "A Violet VM" });
        var others = await shell.PostedAsync(TopUp(7, Bob));
        var list = shell.Get<ListTransactions>();

        async Task<IEnumerable<string>> FindAsync(string text, TransactionType? type = null) =>
            (await list.ExecuteAsync(new TransactionQuery(10, Type: type, Text: text), default)).Transactions.Select(x => x.Id);
        Assert.Equal([paid], await FindAsync("pi_42"));
        Assert.Equal([paid], await FindAsync("100%"));
        Assert.Equal([bought], await FindAsync("violet vm"));
        Assert.Empty(await FindAsync("violet vm", TransactionType.TopUp));
        Assert.Empty(await FindAsync("p__42"));
        Assert.Equal(
            [others, paid],
            (await list.ExecuteAsync(new TransactionQuery(10, Type: TransactionType.TopUp), default)).Transactions.Select(x => x.Id));
        Assert.Equal(paid, (await list.FindAsync("pi_key", default))!.Id);
        Assert.Equal(paid, (await list.FindAsync(paid, default))!.Id);
        Assert.Null(await list.FindAsync("nothing", default));

        var page = await list.OfCustomerAsync(Ada, new TransactionQuery(1), default);
        Assert.Equal([bought], page.Transactions.Select(x => x.Id));
        Assert.Equal([paid], (await list.OfCustomerAsync(Ada, new TransactionQuery(1, page.Next), default)).Transactions.Select(x => x.Id));
        Assert.Empty((await list.OfCustomerAsync("usr_nobody", new TransactionQuery(1), default)).Transactions);
    }

    [Fact]
    public async Task A_long_search_stops_and_goes_on_where_it_stopped()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var oldest = await shell.PostedAsync(TopUp(1) with { Description = "needle" });
        await using (var db = await shell.Database.BeginAsync(default))
        {
            await db.ExecuteAsync(
                $"""
                 with recursive n(i) as (select 1 union all select i + 1 from n where i < {ListTransactions.SearchSpan})
                 insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, created_at)
                 select 'txn_7' || printf('%025d', i), 'k' || i, '', 'TopUp', 'hay', '', '2026-03-02T10:00:00.000000Z' from n
                 """);
            await db.CommitAsync();
        }

        var first = await shell.Get<ListTransactions>().ExecuteAsync(new TransactionQuery(10, Text: "needle"), default);
        Assert.Empty(first.Transactions);
        Assert.NotNull(first.SearchedTo);
        var second = await shell.Get<ListTransactions>().ExecuteAsync(new TransactionQuery(10, first.Next, Text: "needle"), default);
        Assert.Equal([oldest], second.Transactions.Select(x => x.Id));
        Assert.Null(second.Next);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_transaction_shows_both_sides_its_lots_its_hold_and_what_undid_it(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(25));
        var hold = await shell.PlacedAsync(Hold(10));
        var captured = Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(Capture(hold, 8))).TransactionId;
        var back = Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(captured, 3))).TransactionId;
        var read = shell.Get<ReadTransaction>();

        var details = (await read.ExecuteAsync(captured, default))!;
        Assert.Equal(Int128.Zero, details.Sum);
        Assert.Equal([(Ada, Amount(-8)), (null, Amount(8))], details.Entries.Select(x => (x.Owner, x.Amount)));
        Assert.Equal("sys_revenue", details.Entries[1].AccountId);
        Assert.Equal((LotKind.Purchased, Amount(-8)), details.Lots.Select(x => (x.Kind, x.Amount)).Single());
        Assert.Equal((hold, Amount(8), Amount(10)), (details.Hold!.Id, details.Hold.Captured, details.Hold.Amount));
        Assert.Equal(back, Assert.Single(details.ReversedBy).Id);
        Assert.Equal((Amount(8), Amount(5)), (details.Refundable!.Paid, details.Refundable.Remaining));

        var reversal = (await read.ExecuteAsync(back, default))!;
        Assert.Equal((captured, null), (reversal.Reverses!.Id, reversal.Refundable));
        Assert.Empty(reversal.ReversedBy);
        Assert.Null(await read.ExecuteAsync("txn_unknown", default));
        await LedgerInvariants.AssertAsync(shell.Database);
    }
}
