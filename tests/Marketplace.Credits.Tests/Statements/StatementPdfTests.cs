using System.Text;
using Marketplace.Credits.Statements;
using Marketplace.Credits.Tests.Support;
using Marketplace.Credits.Tests.Transfers;
using Marketplace.Pdf;
using Marketplace.Pdf.Tests;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Statements;

public sealed class StatementPdfTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Ten_thousand_lines_are_written_on_numbered_pages(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        shell.Time.MoveTo(new DateTimeOffset(2026, 3, 31, 23, 59, 0, TimeSpan.Zero));
        await LongHistory.MakeAsync(shell, Ada, 10_000);

        var file = await WriteAsync(shell, new StatementMonth(2026, 3));

        // Some 47 rows fit on a page.
        Assert.InRange(Pages(file), 190, 280);
        Assert.InRange(file.Length, 100_000, 8_000_000);
    }

    [Fact]
    public async Task As_many_lines_as_pages_may_hold_are_written_one_statement_after_the_other()
    {
        var people = new People();
        await using var shell = await KnownAsync(people);
        shell.Time.MoveTo(new DateTimeOffset(2026, 3, 31, 23, 59, 0, TimeSpan.Zero));
        await LongHistory.MakeAsync(shell, Ada, StatementPdf.MostLines);
        var (statement, totals) = (await shell.Get<ReadStatements>().FindAsync(Ada, new StatementMonth(2026, 3), default))!.Value;
        await using var scope = shell.CreateScope();

        var turn = new TaskCompletionSource<byte[]>();
        var other = LargeDocuments.WriteAsync(() => turn.Task, TestContext.Current.CancellationToken);
        var writing = scope.ServiceProvider.GetRequiredService<StatementPdf>().WriteAsync(Ada, statement, totals, default);
        Assert.Equal(0, people.Asked);
        turn.SetResult([]);
        await other;

        var file = await writing;
        Assert.Equal(1, people.Asked);
        Assert.InRange(Pages(file), 500, 700);
        Assert.InRange(file.Length, 1_000_000, 5_000_000);
    }

    [Fact]
    public async Task A_month_too_large_for_pages_is_summed_up()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        shell.Time.MoveTo(new DateTimeOffset(2026, 3, 31, 23, 59, 0, TimeSpan.Zero));
        await LongHistory.MakeAsync(shell, Ada, StatementPdf.MostLines + 1);
        Assert.Equal(1, Pages(await WriteAsync(shell, new StatementMonth(2026, 3))));
    }

    [Fact]
    public async Task A_quiet_month_and_texts_of_any_kind_are_written()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await shell.PostedAtAsync(
            "2026-03-02T10:00:00Z", TopUp(10) with { Description = "日本 😀 \u0001\n\t Größe " + new string('W', 3000) });
        await shell.PostedAtAsync("2026-03-02T11:00:00Z", TopUp(10) with { Description = "" });
        Assert.Equal(1, Pages(await WriteAsync(shell, new StatementMonth(2026, 3))));
        shell.Time.MoveTo(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, Pages(await WriteAsync(shell, new StatementMonth(2026, 4))));
    }

    /// <summary>Letters of Devanagari change by their neighbours, so no font makes them right one by one.</summary>
    [Theory]
    [InlineData("Ада Лавлейс", "Customer: Ада Лавлейс (ada@example.com)")]
    [InlineData("राम", "Customer: ada@example.com")]
    public async Task The_customer_is_named_so_that_it_can_be_read(string name, string shown)
    {
        await using var shell = await KnownAsync(new People { [Ada] = name });
        await shell.PostedAtAsync("2026-03-02T10:00:00Z", TopUp(10));

        Assert.Contains(shown, new ReadBack(await WriteAsync(shell, new StatementMonth(2026, 3))).Lines());
    }

    private static Task<TestShell> KnownAsync(People people) =>
        TestShell.CreateAsync(DatabaseKind.Sqlite, setup => setup.Services.AddSingleton<IUserDirectory>(people), new Startup());

    private static async Task<byte[]> WriteAsync(TestShell shell, StatementMonth month)
    {
        var (statement, totals) = (await shell.Get<ReadStatements>().FindAsync(Ada, month, default))!.Value;
        await using var scope = shell.CreateScope();
        var file = await scope.ServiceProvider.GetRequiredService<StatementPdf>().WriteAsync(Ada, statement, totals, default);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(file, 0, 5));
        return file;
    }

    private static int Pages(byte[] file) => new ReadBack(file).Pages;
}
