using Marketplace.Content.Announcements;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Tests.Announcements;

/// <summary>Which announcements stand where, and for whom.</summary>
public sealed class BannerTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_list_is_in_the_readers_language_newest_first_and_mending_makes_nothing_new(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var first = await WriteAsync(shell, "first", "First");
        shell.Time.Advance(TimeSpan.FromHours(1));
        await WriteAsync(shell, "second", "Second");
        await shell.WriteAsync("/announcements/draft", "Draft", kind: AnnouncementKind.Name, publish: false);
        shell.Time.Advance(TimeSpan.FromHours(1));
        await shell.WriteAsync("/announcements/zuerst", "Zuerst", kind: AnnouncementKind.Name, language: "de", group: first.GroupId);
        await WriteAsync(shell, "first", "First, mended");

        Assert.Equal(["Second", "First, mended"], await TitlesAsync(shell, "en"));
        Assert.Equal(["Second", "Zuerst"], await TitlesAsync(shell, "de"));
        Assert.Equal(["Second", "First, mended"], await TitlesAsync(shell, "fr"));
        await shell.Get<UnpublishItem>().ExecuteAsync(first.ItemId, ContentShell.Ann, default);
        Assert.Equal(["Second"], await TitlesAsync(shell, "en"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_banner_shows_from_and_until_a_time_of_the_tenants_zone(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var times = shell.Get<TenantTimes>();
        var now = shell.Time.GetUtcNow();
        await WriteAsync(
            shell, "timed", "Timed", (Banner.Shown, "yes"), (Banner.FromField, times.Write(now.AddHours(2))),
            (Banner.UntilField, times.Write(now.AddHours(4))));
        await WriteAsync(shell, "listed", "Only listed");
        Assert.Empty(await ShownAsync(shell));
        shell.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(["Timed"], await ShownAsync(shell));
        Assert.Empty(await ShownAsync(shell, path: "/announcements/timed"));
        shell.Time.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await ShownAsync(shell));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_hides_a_banner_hides_it_from_nobody_else_and_the_next_one_shows(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var first = await WriteAsync(shell, "first", "First", (Banner.Shown, "yes"));
        Assert.Empty(await ShownAsync(shell, hidden: first.GroupId));
        Assert.Equal(["First"], await ShownAsync(shell));
        Assert.NotEqual(await VariantAsync(shell, first.GroupId), await VariantAsync(shell, ""));
        Assert.Equal(await VariantAsync(shell, ""), await VariantAsync(shell, "anything.that.somebody.sends"));

        shell.Time.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(shell, "second", "Second", (Banner.Shown, "yes"), (Banner.Stays, "yes"), (Banner.Warning, "yes"));
        Assert.Equal(["Second"], await ShownAsync(shell, hidden: first.GroupId));
        Assert.Equal(["Second", "First"], await ShownAsync(shell));
        var second = (await shell.Get<PublishedAnnouncements>().ListAsync("en", default))[0];
        Assert.Equal(new Banner(null, null, IsWarning: true, MayBeHidden: false), second.Banner);
        Assert.Equal(["Second", "First"], await ShownAsync(shell, hidden: second.Key));

        shell.Time.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(shell, "third", "Third", (Banner.Shown, "yes"));
        Assert.Equal(["Third", "Second"], await ShownAsync(shell));
    }

    [Fact]
    public async Task Times_are_checked_when_they_are_typed()
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite);
        var kind = shell.Get<KindCatalogue>().Find(AnnouncementKind.Name)!;
        var rules = shell.Get<ItemRules>();
        (string Field, string Why)? Check(string from, string until) => rules.Check(
            kind,
            ItemText.Empty with
            {
                Fields = new Dictionary<string, string>(StringComparer.Ordinal) { [Banner.FromField] = from, [Banner.UntilField] = until },
            });
        Assert.Null(Check("2026-12-01T10:00", "2026-12-01T10:01"));
        Assert.Null(Check("2026-12-01T10:00", ""));
        var (field, why) = Check("2026-12-01T10:00", "2026-12-01T10:00")!.Value;
        Assert.Equal((Banner.UntilField, "Choose a later time than in “Banner from”."), (field, why));
        Assert.Equal(Banner.FromField, Check("tomorrow", "")?.Field);
        Assert.Equal(Banner.FromField, Check("2026-12-01T10:00:00Z", "")?.Field);
    }

    [Fact]
    public async Task An_hour_that_the_clocks_leave_out_is_the_next()
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Banner.Shown] = "yes", [Banner.FromField] = "2026-03-29T02:30",
        };
        Assert.Equal(
            new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), Banner.Read(fields, shell.Get<TenantTimes>())?.From);
    }

    private static async Task<WriteResult.Written> WriteAsync(
        TestShell shell, string name, string title, params (string Name, string Value)[] fields) =>
        Assert.IsType<WriteResult.Written>(await shell.Get<ContentWriter>().WriteAsync(
            new ContentToWrite(AnnouncementKind.Name, "/announcements/" + name, "en", title, "A text")
            {
                Publish = true, By = ContentShell.Ann,
                Fields = fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal),
            },
            default));

    private static async Task<string[]> TitlesAsync(TestShell shell, string language) =>
        [.. (await shell.Get<PublishedAnnouncements>().ListAsync(language, default)).Select(x => x.Entry.Title)];

    private static async Task<string[]> ShownAsync(TestShell shell, string path = "/", string hidden = "") =>
        [.. (await shell.Get<ShownBanners>().ForAsync(Request(path, hidden))).Select(x => x.Entry.Title)];

    private static async Task<string> VariantAsync(TestShell shell, string hidden) =>
        await shell.Get<ShownBanners>().OfAsync(Request("/", hidden));

    private static DefaultHttpContext Request(string path, string hidden)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.Request.Headers.Cookie = "mp_hidden=" + hidden;
        return context;
    }
}
