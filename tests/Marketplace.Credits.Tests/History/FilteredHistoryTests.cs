using Marketplace.Credits.History;
using Marketplace.Credits.Tests.Support;
using Marketplace.Credits.Wallet;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.History;

public sealed class FilteredHistoryTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_day_begins_with_its_first_moment_and_ends_before_the_next(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        foreach (var time in new[]
            { "2026-03-09T23:59:59.999999Z", "2026-03-10T00:00:00Z", "2026-03-10T23:59:59.999999Z", "2026-03-11T00:00:00Z" })
            await shell.PostedAtAsync(time, TopUp(1));

        Assert.Equal([3, 2], await VersionsAsync(shell, from: "2026-03-10", to: "2026-03-10"));
        Assert.Equal([4, 3, 2], await VersionsAsync(shell, from: "2026-03-10"));
        Assert.Equal([1], await VersionsAsync(shell, to: "2026-03-09"));
        Assert.Empty(await VersionsAsync(shell, from: "2026-03-12"));
        Assert.Empty(await VersionsAsync(shell, to: "2026-03-08"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Entries_committed_in_another_order_than_timed_fall_into_exactly_one_day(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        foreach (var time in new[]
            { "2026-03-09T12:00:00Z", "2026-03-10T00:00:00.000010Z", "2026-03-09T23:59:59.999990Z", "2026-03-10T08:00:00Z" })
            await shell.PostedAtAsync(time, TopUp(1));

        var before = await VersionsAsync(shell, to: "2026-03-09");
        var after = await VersionsAsync(shell, from: "2026-03-10");

        Assert.Equal([3, 2, 1], before);
        Assert.Equal([4], after);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_search_finds_words_ids_and_payments_and_takes_signs_literally(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var first = await shell.PostedAsync(
            TopUp(5) with
            { Description = "Credit purchase, 100% refundable", Metadata = new Dictionary<string,
                string> { ["payment_intent_id"] = "pi_Abc_1" } });
        await shell.PostedAsync(
            TopUp(5) with
            { Description = "Credit purchase", Metadata = new Dictionary<string, string> { ["payment_intent_id"] = "pi_Abcx1" } });
        await shell.PostedAsync(Purchase(1) with { Description = "Größe \"L\" !wow" });
        await shell.PostedAsync(TopUp(1, Bob) with { Description = "Credit purchase of Bob" });

        Assert.Equal([2, 1], await VersionsAsync(shell, q: "credit PURCHASE"));
        Assert.Equal([1], await VersionsAsync(shell, q: "100%"));
        Assert.Equal([1], await VersionsAsync(shell, q: "pi_abc_1"));
        Assert.Equal([1], await VersionsAsync(shell, q: first));
        Assert.Equal([3], await VersionsAsync(shell, q: "Größe \"L\""));
        Assert.Equal([3], await VersionsAsync(shell, q: "GRÖßE \"l\""));
        Assert.Equal([3], await VersionsAsync(shell, q: "!wow"));
        Assert.Empty(await VersionsAsync(shell, q: "Bob"));
        Assert.Empty(await VersionsAsync(shell, q: "' or 1=1 --"));
        Assert.Empty(await VersionsAsync(shell, q: first[..^1]));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Filters_combine_and_pages_of_them_lead_down_and_up_again(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var day = 1; day <= 9; day++)
        {
            await shell.PostedAtAsync($"2026-04-0{day}T10:00:00Z", TopUp(2) with { Description = day % 2 == 0 ? "even" : "odd" });
            await shell.PostedAtAsync($"2026-04-0{day}T11:00:00Z", Purchase(1) with { Description = "even" });
        }

        var query = Filter(shell, "TopUp", "2026-04-02", "2026-04-08", "even");
        var wallet = shell.Get<IWallet>();
        var first = await wallet.ReadHistoryAsync(Ada, query.ToQuery(3), default);
        Assert.Equal([15, 11, 7], first.Transactions.Select(x => x.Version));
        Assert.Null(first.Newer);
        var second = await wallet.ReadHistoryAsync(Ada, query.ToQuery(3, first.Older), default);
        Assert.Equal([3], second.Transactions.Select(x => x.Version));
        Assert.Null(second.Older);
        var again = await wallet.ReadHistoryAsync(Ada, query.ToQuery(3, after: second.Newer), default);
        Assert.Equal(first.Transactions.Select(x => x.Id), again.Transactions.Select(x => x.Id));
        Assert.Null(again.Newer);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_search_through_very_many_stops_and_can_be_continued_until_it_has_seen_all(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        const int Count = (2 * ReadHistory.SearchSpan) + 500;
        await LongHistory.MakeAsync(shell, Ada, Count, needleAt: 100);
        var wallet = shell.Get<IWallet>();
        var found = new List<long>();
        var pages = 0;
        long? cursor = null;
        do
        {
            var page = await wallet.ReadHistoryAsync(Ada, new HistoryQuery(25, cursor) { Text = "needle" }, default);
            found.AddRange(page.Transactions.Select(x => x.Version));
            Assert.Equal(page.Older is not null, page.SearchedTo is not null);
            cursor = page.Older;
            pages++;
        }
        while (cursor is not null);
        Assert.Equal([100], found);
        Assert.Equal(3, pages);

        var up = await wallet.ReadHistoryAsync(Ada, new HistoryQuery(25, After: 99) { Text = "needle" }, default);
        Assert.Equal([100], up.Transactions.Select(x => x.Version));
        Assert.NotNull(up.Newer);
    }

    private static async Task<IEnumerable<long>> VersionsAsync(
        TestShell shell, string? type = null, string? from = null, string? to = null, string? q = null) =>
        (await shell.Get<IWallet>().ReadHistoryAsync(Ada, Filter(shell, type, from, to, q).ToQuery(50), default)).Transactions.Select(
            x => x.Version);

    private static HistoryFilter Filter(TestShell shell, string? type, string? from, string? to, string? q)
    {
        var filter = shell.Get<ReadFilter>().Of(type, from, to, q);
        Assert.Empty(filter.Problems);
        return filter;
    }
}
