using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Publishing;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T02:30", "2026-03-28T01:30:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z")]
    [InlineData("UTC", "2026-03-29T02:30", "2026-03-29T02:30:00Z")]
    [InlineData("Mars/Olympus", "2026-03-29T02:30", "2026-03-29T02:30:00Z")]
    public async Task Times_are_the_tenants(string zone, string typed, string utc)
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite);
        shell.Tenant.Set("site", new { timeZone = zone });
        var times = shell.Get<TenantTimes>();
        var (at, why) = times.Read(typed);
        Assert.Null(why);
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), at);
        Assert.Equal(typed, times.Write(at));
        Assert.EndsWith(zone.StartsWith("Mars", StringComparison.Ordinal) ? "UTC" : zone, times.Show(at!.Value), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-29T02:30", "does not exist")]
    [InlineData("tomorrow", "for example")]
    [InlineData("03/04/2026 10:00", "for example")]
    [InlineData("2026-02-30T10:00", "for example")]
    [InlineData("0001-01-01T00:00", "for example")]
    public async Task An_hour_that_is_missing_is_refused(string typed, string part)
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite);
        var (at, why) = shell.Get<TenantTimes>().Read(typed);
        Assert.Null(at);
        Assert.Contains(part, why, StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_due_is_carried_out_once_in_the_order_of_its_times(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/a", publish: false)).ItemId;
        var now = shell.Time.GetUtcNow();
        var schedule = shell.Get<ScheduleItem>();
        Assert.IsType<PublishResult.Refused>(await schedule.ExecuteAsync(id, 1, now.AddMinutes(-1), null, default));
        Assert.IsType<PublishResult.Refused>(await schedule.ExecuteAsync(id, 1, null, now.AddMinutes(5), default));
        Assert.IsType<PublishResult.Refused>(await schedule.ExecuteAsync(id, 1, now.AddMinutes(5), now.AddMinutes(5), default));
        Assert.IsType<PublishResult.Conflict>(await schedule.ExecuteAsync(id, 7, now.AddMinutes(5), null, default));
        Assert.IsType<PublishResult.Done>(await schedule.ExecuteAsync(id, 1, now.AddMinutes(5), now.AddMinutes(10), default));

        await RunAsync(shell);
        Assert.False((await shell.FindAsync(id)).IsPublished);
        shell.Time.Advance(TimeSpan.FromMinutes(5));
        await RunAsync(shell);
        await RunAsync(shell);
        var item = await shell.FindAsync(id);
        Assert.Equal((ItemState.Published, null, now.AddMinutes(10)), (item.State, item.PublishAt, item.UnpublishAt));
        Assert.Equal(Acting.Program, Assert.Single(shell.Get<TestAudit>().Entries).Who);

        shell.Time.Advance(TimeSpan.FromMinutes(5));
        await RunAsync(shell);
        await RunAsync(shell);
        item = await shell.FindAsync(id);
        Assert.Equal((ItemState.Draft, null, null), (item.State, item.UnpublishAt, item.PublishedVersion));
        Assert.Equal(2, shell.Get<TestAudit>().Entries.Count);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_site_that_sleeps_is_woken_at_the_time(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/a", publish: false)).ItemId;
        var now = shell.Time.GetUtcNow();
        await shell.Get<ScheduleItem>().ExecuteAsync(id, 1, now.AddMinutes(5), now.AddMinutes(10), default);
        Assert.Equal(0, await shell.RunJobsAsync());
        shell.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await shell.RunJobsAsync());
        Assert.True((await shell.FindAsync(id)).IsPublished);
        shell.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await shell.RunJobsAsync());
        Assert.False((await shell.FindAsync(id)).IsPublished);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task After_a_night_without_a_process_both_are_made_up_for(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/a", publish: false)).ItemId;
        var now = shell.Time.GetUtcNow();
        await shell.Get<ScheduleItem>().ExecuteAsync(id, 1, now.AddMinutes(5), now.AddMinutes(10), default);
        shell.Time.Advance(TimeSpan.FromHours(9));
        await RunAsync(shell);
        Assert.Equal(["content.published", "content.unpublished"], shell.Get<TestAudit>().Entries.Select(x => x.Act));
        Assert.False((await shell.FindAsync(id)).IsPublished);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_cannot_be_published_stays_due_and_holds_up_no_other(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var now = shell.Time.GetUtcNow();
        var bad = (await shell.WriteAsync("/bad", publish: false)).ItemId;
        var good = (await shell.WriteAsync("/good", publish: false)).ItemId;
        await shell.Get<ScheduleItem>().ExecuteAsync(bad, 1, now.AddMinutes(1), null, default);
        await shell.Get<ScheduleItem>().ExecuteAsync(good, 1, now.AddMinutes(2), null, default);
        await MoveAsync(shell, bad, "/elsewhere");
        await shell.WriteAsync("/bad", "Another");
        shell.Time.Advance(TimeSpan.FromMinutes(3));
        await RunAsync(shell);
        Assert.Equal((false, true), ((await shell.FindAsync(bad)).IsPublished, (await shell.FindAsync(good)).IsPublished));
        Assert.NotNull((await shell.FindAsync(bad)).PublishAt);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_saved_after_the_plan_is_no_part_of_it(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/a", body: "Approved", publish: false)).ItemId;
        var save = shell.Get<SaveDraft>();
        // The planned version was saved by itself, and is kept though the same person types on.
        var text = (await shell.FindAsync(id)).Text;
        await save.ExecuteAsync(id, 1, text with { Body = "Approved, and corrected" }, ContentShell.Ann, isAuto: true, default);
        await shell.Get<ScheduleItem>().ExecuteAsync(id, 2, shell.Time.GetUtcNow().AddMinutes(5), null, default);
        await save.ExecuteAsync(id, 2, text with { Body = "Smuggled in, by hand" }, ContentShell.Ann, isAuto: true, default);
        await save.ExecuteAsync(id, 3, text with { Body = "Smuggled in", Address = "/b" }, ContentShell.Bob, isAuto: false, default);
        shell.Time.Advance(TimeSpan.FromMinutes(5));
        await RunAsync(shell);

        Assert.Equal("Approved, and corrected", (await shell.Get<IPublishedContent>().FindAsync("/a", null, default))!.Markdown);
        var item = await shell.FindAsync(id);
        Assert.Equal((ItemState.Draft, 4, 2, "Smuggled in"), (item.State, item.Version, item.PublishedVersion, item.Body));
        Assert.Equal((null, null, "/a"), (item.PublishAt, item.PlannedVersion, item.LastAddress));
        await RunAsync(shell);
        Assert.Single(shell.Get<TestAudit>().Entries);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_publication_that_comes_late_is_taken_back_all_the_same(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var now = shell.Time.GetUtcNow();
        var id = (await shell.WriteAsync("/a", publish: false)).ItemId;
        await shell.Get<ScheduleItem>().ExecuteAsync(id, 1, now.AddMinutes(1), now.AddMinutes(2), default);
        await MoveAsync(shell, id, "/elsewhere");
        var other = (await shell.WriteAsync("/a", "In the way")).ItemId;
        shell.Time.Advance(TimeSpan.FromMinutes(3));
        await RunAsync(shell);
        await RunAsync(shell);
        var item = await shell.FindAsync(id);
        Assert.Equal((false, now.AddMinutes(1), now.AddMinutes(2)), (item.IsPublished, item.PublishAt, item.UnpublishAt));

        await shell.Get<Trash>().ExecuteAsync(other, ContentShell.Ann, default);
        await RunAsync(shell);
        item = await shell.FindAsync(id);
        Assert.Equal((false, null, null), (item.IsPublished, item.PublishAt, item.UnpublishAt));
        Assert.Equal(
            ["content.published", "content.unpublished"],
            shell.Get<TestAudit>().Entries.Where(x => x.Who == Acting.Program).Select(x => x.Act));
    }

    private static async Task MoveAsync(TestShell shell, string id, string address)
    {
        var item = await shell.FindAsync(id);
        Assert.IsType<SaveResult.Saved>(await shell.Get<SaveDraft>().ExecuteAsync(
            id, item.Version, item.Text with { Address = address }, ContentShell.Ann, isAuto: false, default));
    }

    private static Task RunAsync(TestShell shell) => shell.InScopeAsync(async (CarryOutSchedule x) =>
    {
        await x.RunAsync(default);
        return true;
    });
}
