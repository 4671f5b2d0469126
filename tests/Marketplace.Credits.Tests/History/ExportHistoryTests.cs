using Marketplace.Credits.History;
using Marketplace.Credits.Tests.Support;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.History;

public sealed class ExportHistoryTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_row_of_the_filter_is_in_the_file_newest_first(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var first = await shell.PostedAtAsync(
            "2026-05-01T08:30:00Z",
            TopUp(25.5m) with { Description = "=cmd()", Metadata = new Dictionary<string, string> { ["payment_intent_id"] = "pi_1" } });
        var second = await shell.PostedAtAsync("2026-05-02T08:30:00Z", Purchase(5));
        await shell.PostedAtAsync("2026-05-03T08:30:00Z", TopUp(1, Bob));

        Assert.Equal(
            $$"""
            Time (UTC),Type,Description,Amount,Balance after,Unit,Transaction,Details
            2026-05-02T08:30:00Z,Purchase,A purchase,-5.00,20.50,USD,{{second}},
            2026-05-01T08:30:00Z,Top-up,'=cmd(),25.50,25.50,USD,{{first}},"{""payment_intent_id"":""pi_1""}"

            """.ReplaceLineEndings("\r\n"),
            string.Concat(await LinesAsync(shell, HistoryFilter.None)));
        Assert.Equal(2, (await LinesAsync(shell, shell.Get<ReadFilter>().Of("TopUp", "2026-05-01", "2026-05-01", "pi_1"))).Count);
        Assert.Single(await LinesAsync(shell, shell.Get<ReadFilter>().Of("Bonus", null, null, null)));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_long_history_is_written_whole_and_each_transaction_once(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await LongHistory.MakeAsync(shell, Ada, 30_500, needleAt: 3);

        var lines = await LinesAsync(shell, HistoryFilter.None);
        Assert.Equal(30_501, lines.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, (await LinesAsync(shell, shell.Get<ReadFilter>().Of(null, null, null, "needle"))).Count);
    }

    [Fact]
    public async Task The_file_begins_before_the_whole_history_is_read()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await LongHistory.MakeAsync(shell, Ada, 5000);
        using var stop = new CancellationTokenSource();
        var read = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var line in shell.Get<ExportHistory>().LinesAsync(Ada, HistoryFilter.None, stop.Token))
            {
                if (++read == 500)
                    await stop.CancelAsync();
            }
        });
        Assert.InRange(read, 500, 1001);
    }

    [Fact]
    public async Task Somebody_without_an_account_gets_the_head_alone()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        Assert.Single(await LinesAsync(shell, HistoryFilter.None));
    }

    private static async Task<List<string>> LinesAsync(TestShell shell, HistoryFilter filter)
    {
        var lines = new List<string>();
        await foreach (var line in shell.Get<ExportHistory>().LinesAsync(Ada, filter, default))
            lines.Add(line);
        return lines;
    }
}
