using Marketplace.Content.Items;
using Marketplace.Data;

namespace Marketplace.Docs.Feedback;

/// <summary>A closed set.</summary>
internal abstract record FeedbackResult
{
    private FeedbackResult()
    {
    }

    /// <param name="Id">Whoever has it may add a comment for an hour.</param>
    internal sealed record Given(string Id) : FeedbackResult;

    /// <summary>It has more than <see cref="CommentText.Longest"/> characters.</summary>
    internal sealed record CommentTooLong : FeedbackResult;

    /// <summary>There is no such entry, it has a comment already, or it is too old to get one.</summary>
    internal sealed record TooLate : FeedbackResult;
}

/// <summary>Readers need no account. What they say goes to the editors.</summary>
internal sealed class GiveFeedback(IDatabase database, FeedbackMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan CommentWithin = TimeSpan.FromHours(1);

    public async Task<FeedbackResult> ExecuteAsync(
        PublishedEntry page, bool isHelpful, string? comment, CancellationToken cancellationToken)
    {
        var clean = CommentText.Clean(comment);
        if (clean?.Length > CommentText.Longest)
            return new FeedbackResult.CommentTooLong();
        var now = time.GetUtcNow();
        var entry = new FeedbackEntry(
            PrefixedId.New(FeedbackEntry.Prefix, now), page.GroupId, page.Language, page.Title, page.ChangedAt, isHelpful, clean, now,
            DoneAt: null, DoneBy: null);
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into docs_feedback (id, group_id, language, title, page_changed_at, is_helpful, comment, at)
                values (@Id, @GroupId, @Language, @Title, @PageChangedAt, @IsHelpful, @Comment, @At)
                """,
                entry,
                cancellationToken),
            cancellationToken);
        metrics.Given(isHelpful);
        return new FeedbackResult.Given(entry.Id);
    }

    /// <summary>A vote counts at once; its comment may follow.</summary>
    public async Task<FeedbackResult> AddCommentAsync(string id, string? comment, CancellationToken cancellationToken)
    {
        var clean = CommentText.Clean(comment);
        if (clean is null)
            return new FeedbackResult.Given(id);
        if (clean.Length > CommentText.Longest)
            return new FeedbackResult.CommentTooLong();
        var added = await database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update docs_feedback set comment = @clean where id = @id and comment is null and at > @since",
                new { id, clean, since = time.GetUtcNow() - CommentWithin },
                cancellationToken),
            cancellationToken);
        return added == 1 ? new FeedbackResult.Given(id) : new FeedbackResult.TooLate();
    }
}
