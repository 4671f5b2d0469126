using Marketplace.Data;
using Marketplace.Notifications.Deliveries;
using Marketplace.Notifications.Notices;
using Marketplace.Testing;

namespace Marketplace.Notifications.Tests.Notices;

public sealed class NotifierTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task One_event_reaches_a_person_once_at_the_bell_and_by_mail(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        shell.Tenant.Settings = shell.Tenant.Settings.With("site", new SiteSettings { BaseUrl = "https://myzel.example" });

        Assert.True(await shell.TellAsync("evt_1"));
        Assert.False(await shell.TellAsync("evt_1"));
        Assert.False(await shell.TellAsync("evt_1", kind: SampleKinds.Charged));
        Assert.Empty(shell.Mails());
        await shell.DrainOutboxAsync();
        Assert.False(await shell.TellAsync("evt_1"));
        await shell.DrainOutboxAsync();

        var notice = Assert.Single(await shell.BellAsync());
        Assert.Equal("You received $5.00", notice.Subject);
        Assert.Equal("<p><strong>ben@example.com</strong> sent you $5.00 at Myzel.</p>\n", notice.Html);
        var mail = Assert.Single(shell.Mails());
        Assert.Equal(("ann@example.com", "You received $5.00"), (mail.To, mail.Subject));
        Assert.Contains("<p>Hello Ann,</p>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://myzel.example/dashboard/wallet\">Open your wallet</a>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("https://myzel.example/dashboard/settings/notifications", mail.Html, StringComparison.Ordinal);
        Assert.Equal((await shell.MailOfAsync("evt_1")).Id, mail.Id);
        Assert.All(await shell.DeliveriesAsync(), x => Assert.Equal(DeliveryState.Sent, x.State));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Many_at_once_tell_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var one = await NoticeShell.CreateAsync(database);
        await using var other = await NoticeShell.CreateAsync(database);

        var told = await Task.WhenAll(
            Enumerable.Range(0, 24).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).TellAsync($"evt_{i % 3}"))));
        await Task.WhenAll(one.DrainOutboxAsync(), other.DrainOutboxAsync());

        Assert.Equal(3, told.Count(x => x));
        Assert.Equal(3, (await one.BellAsync()).Count);
        Assert.Equal(3, one.Mails().Concat(other.Mails()).Select(x => x.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3, one.Mails().Count + other.Mails().Count);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_is_rolled_back_is_not_told_and_may_be_told_later(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        await using (var db = await shell.Database.BeginAsync(default))
        {
            Assert.True(await shell.Get<INotifier>().NotifyAsync(
                db, new Notification(SampleKinds.Received, NoticeShell.Ann, "evt_1", SampleKinds.Values("$5.00", "b")), default));
        }

        await shell.DrainOutboxAsync();
        Assert.Empty(await shell.BellAsync());
        Assert.Empty(shell.Mails());
        Assert.True(await shell.TellAsync("evt_1"));
        Assert.True(await shell.TellAsync("evt_1", NoticeShell.Ben));
        await shell.DrainOutboxAsync();
        Assert.Equal(["ann@example.com", "ben@example.com"], shell.Mails().Select(x => x.To).Order(StringComparer.Ordinal));
        Assert.Contains("Ben &lt;b&gt;", shell.Mails().Single(x => x.To == "ben@example.com").Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("test.unknown", "evt_1", "~/x", true)]
    [InlineData(SampleKinds.Received, "", "~/x", true)]
    [InlineData(SampleKinds.Received, "evt_1", "https://evil.example", true)]
    [InlineData(SampleKinds.Received, "evt_1", "/dashboard", true)]
    [InlineData(SampleKinds.Received, "evt_1", "~/x", false)]
    public async Task What_cannot_be_told_is_refused_with_a_sentence(string kind, string eventId, string link, bool complete)
    {
        await using var shell = await NoticeShell.CreateAsync(DatabaseKind.Sqlite);
        var values = complete ? SampleKinds.Values("a", "b") : new Dictionary<string, string>(StringComparer.Ordinal) { ["amount"] = "a" };

        await Assert.ThrowsAsync<ArgumentException>(
            () => shell.NotifyAsync(new Notification(kind, NoticeShell.Ann, eventId, values, link)));

        Assert.Empty(await shell.BellAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Who_reads_marks_their_own_and_only_what_they_saw(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        for (var i = 0; i < 7; i++)
        {
            await shell.TellAsync($"evt_{i}");
            shell.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await shell.TellAsync("evt_1", NoticeShell.Ben);
        var (read, mark) = (shell.Get<ReadNotices>(), shell.Get<MarkRead>());
        var all = await shell.BellAsync();
        var bell = await read.ReadBellAsync(NoticeShell.Ann, default);
        Assert.Equal((7, 5), (bell.Unread, bell.Latest.Count));
        Assert.Equal(all.Take(5).Select(x => x.Id), bell.Latest.Select(x => x.Id));

        await mark.ExecuteAsync(NoticeShell.Ben, all[0].Id, default);
        Assert.Equal(7, await read.CountUnreadAsync(NoticeShell.Ann, default));
        Assert.Null(await read.FindAsync(NoticeShell.Ben, all[0].Id, default));
        await mark.ExecuteAsync(NoticeShell.Ann, all[3].Id, default);
        await mark.ExecuteAllAsync(NoticeShell.Ann, all[1].Id, default);
        Assert.Equal([all[0].Id], (await read.ListAsync(NoticeShell.Ann, true, null, 10, default)).Notices.Select(x => x.Id));
        Assert.Equal(1, await read.CountUnreadAsync(NoticeShell.Ben, default));

        var first = await read.ListAsync(NoticeShell.Ann, false, null, 4, default);
        var second = await read.ListAsync(NoticeShell.Ann, false, first.Next, 4, default);
        Assert.Equal(all.Select(x => x.Id), first.Notices.Concat(second.Notices).Select(x => x.Id));
        Assert.Null(second.Next);
    }
}
