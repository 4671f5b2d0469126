using Marketplace.Content.Items;
using Marketplace.Docs.Feedback;
using Marketplace.Docs.Tests.Site;
using Marketplace.Testing;
using static Marketplace.Docs.Tests.Site.TestPages;

namespace Marketplace.Docs.Tests.Feedback;

public sealed class FeedbackTests
{
    private static readonly PublishedEntry Credits = Page("/docs/credits", "USD Credits", "").Entry;
    private static readonly PublishedEntry Api = Page("/docs/api", "API", "").Entry;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_vote_counts_at_once_and_its_comment_may_follow_once(DatabaseKind kind)
    {
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent());
        var give = shell.Get<GiveFeedback>();
        var id = Assert.IsType<FeedbackResult.Given>(await give.ExecuteAsync(Credits, isHelpful: false, null, default)).Id;
        var entry = Assert.Single(await ListAsync(shell, new FeedbackFilter()));
        Assert.Equal(
            ("USD Credits", "en", Changed, false, null),
            (entry.Title, entry.Language, entry.PageChangedAt, entry.IsHelpful, entry.Comment));

        Assert.IsType<FeedbackResult.CommentTooLong>(await give.AddCommentAsync(id, new string('x', CommentText.Longest + 1), default));
        Assert.IsType<FeedbackResult.Given>(await give.AddCommentAsync(id, " Too\0 short\r\n<b>really</b> ", default));
        Assert.Equal("Too short\n<b>really</b>", Assert.Single(await ListAsync(shell, new FeedbackFilter())).Comment);
        Assert.IsType<FeedbackResult.TooLate>(await give.AddCommentAsync(id, "Again", default));
        Assert.IsType<FeedbackResult.TooLate>(await give.AddCommentAsync("dfb_nothing", "Hello", default));

        var later = Assert.IsType<FeedbackResult.Given>(await give.ExecuteAsync(Credits, isHelpful: true, "  ", default)).Id;
        shell.Time.Advance(TimeSpan.FromHours(2));
        Assert.IsType<FeedbackResult.TooLate>(await give.AddCommentAsync(later, "Late", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Editors_filter_and_mark_as_done_once(DatabaseKind kind)
    {
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent());
        var (give, store) = (shell.Get<GiveFeedback>(), shell.Get<FeedbackStore>());
        await give.ExecuteAsync(Credits, isHelpful: true, null, default);
        await give.ExecuteAsync(Credits, isHelpful: false, "Which card?", default);
        await give.ExecuteAsync(Api, isHelpful: false, null, default);

        Assert.Equal(["API", "USD Credits", "USD Credits"], (await ListAsync(shell, new FeedbackFilter())).Select(x => x.Title));
        Assert.Equal(2, (await ListAsync(shell, new FeedbackFilter(IsHelpful: false))).Count);
        Assert.Equal(2, (await ListAsync(shell, new FeedbackFilter(GroupId: Credits.GroupId))).Count);
        Assert.Empty(await ListAsync(shell, new FeedbackFilter(Language: "de")));
        var comment = Assert.Single(await ListAsync(shell, new FeedbackFilter(WithComment: true)));
        Assert.Equal(1, await store.CountOpenCommentsAsync(default));

        Assert.True(await store.MarkDoneAsync(comment.Id, "usr_ed", default));
        Assert.False(await store.MarkDoneAsync(comment.Id, "usr_eve", default));
        Assert.Equal("usr_ed", Assert.Single(await ListAsync(shell, new FeedbackFilter(FeedbackState.Done))).DoneBy);
        Assert.Equal(2, (await ListAsync(shell, new FeedbackFilter())).Count);
        Assert.Equal(0, await store.CountOpenCommentsAsync(default));
        Assert.True(await store.ReopenAsync(comment.Id, default));
        Assert.False(await store.ReopenAsync(comment.Id, default));
        Assert.Equal(3, (await ListAsync(shell, new FeedbackFilter(FeedbackState.All))).Count);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Each_page_has_its_figure_those_that_help_least_first(DatabaseKind kind)
    {
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent());
        var give = shell.Get<GiveFeedback>();
        foreach (var helpful in new[] { true, true, false })
            await give.ExecuteAsync(Credits, helpful, null, default);
        await give.ExecuteAsync(Api, isHelpful: false, "No example", default);

        var figures = await shell.Get<FeedbackStore>().ListFiguresAsync(default);
        Assert.Equal(
            [("API", 0, 1, 1), ("USD Credits", 67, 3, 0)], figures.Select(x => (x.Title, x.Percent, x.Votes, x.OpenComments)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_long_list_goes_on_where_it_ended(DatabaseKind kind)
    {
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent());
        for (var i = 0; i < 53; i++)
            await shell.Get<GiveFeedback>().ExecuteAsync(Api, isHelpful: true, null, default);
        var first = await shell.Get<FeedbackStore>().ListAsync(new FeedbackFilter(), default);
        var second = await shell.Get<FeedbackStore>().ListAsync(new FeedbackFilter(Before: first.Entries[^1].Id), default);
        Assert.Equal((50, true, 3, false), (first.Entries.Count, first.HasMore, second.Entries.Count, second.HasMore));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(" \0\u0007 ", null)]
    [InlineData("a\ud800b", "ab")]
    [InlineData("a\r\nb\tc", "a\nb\tc")]
    public void A_comment_is_stored_without_what_cannot_be_seen(string? written, string? stored) =>
        Assert.Equal(stored, CommentText.Clean(written));

    private static async Task<IReadOnlyList<FeedbackEntry>> ListAsync(TestShell shell, FeedbackFilter filter) =>
        (await shell.Get<FeedbackStore>().ListAsync(filter, default)).Entries;
}
