namespace Marketplace.Pdf.Tests;

public sealed class LargeDocumentsTests
{
    [Fact]
    public async Task One_is_written_after_the_other_and_who_waits_may_leave()
    {
        var begun = new TaskCompletionSource<byte[]>();
        using var leave = new CancellationTokenSource();
        var first = LargeDocuments.WriteAsync(() => begun.Task, TestContext.Current.CancellationToken);
        var second = LargeDocuments.WriteAsync(() => throw new InvalidOperationException("It is not its turn."), leave.Token);
        var third = LargeDocuments.WriteAsync(() => Task.FromResult<byte[]>([3]), TestContext.Current.CancellationToken);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(third.IsCompleted);
        begun.SetResult([1]);

        Assert.Equal(1, Assert.Single(await first));
        Assert.Equal(3, Assert.Single(await third));
    }

    [Fact]
    public async Task One_that_fails_keeps_nobody()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => LargeDocuments.WriteAsync(() => throw new InvalidOperationException("It is broken."), default));

        Assert.Equal([2], await LargeDocuments.WriteAsync(() => Task.FromResult<byte[]>([2]), TestContext.Current.CancellationToken));
    }

    /// <summary>As many lines as a statement lists, with a tag for each of its cells.</summary>
    [Fact]
    public void A_document_of_25000_lines_takes_no_more_than_its_share()
    {
        using var fonts = new TestFonts();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var report = new PdfReport(
            new PdfHead("Mycelium", "Statement", "November 2026", "Page {0} of {1}"),
            new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), fonts.Open());
        report.Table(
            [new("Time (UTC)", 19), new("Type", 15), new("Description", 34), new("Amount", 16, Right: true),
                new("Balance after", 16, Right: true)],
            Enumerable.Range(1, 25_000).Select(i => new PdfRow(
                [
                    $"2026-11-{1 + (i / 900):00} {i % 24:00}:{i % 60:00}", "Usage", $"vm-{i % 7}, {i} minutes", $"-${i % 90}.25",
                    $"${i}.50",
                ])));
        var file = report.Save();

        Assert.InRange(report.PageCount, 600, 700);
        Assert.InRange(file.Length, 1_000_000, 5_000_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3_000_000_000);
    }
}
