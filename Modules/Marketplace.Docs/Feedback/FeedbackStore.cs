using Marketplace.Data;

namespace Marketplace.Docs.Feedback;

internal enum FeedbackState
{
    /// <summary>Not dealt with.</summary>
    Open = 0,
    Done = 1,
    All = 2,
}

/// <param name="Before">Only entries that are older than this one.</param>
internal sealed record FeedbackFilter(
    FeedbackState State = FeedbackState.Open, bool? IsHelpful = null, bool WithComment = false, string? GroupId = null,
    string? Language = null, string? Before = null);

internal sealed record FeedbackPage(IReadOnlyList<FeedbackEntry> Entries, bool HasMore)
{
    public static readonly FeedbackPage Empty = new([], HasMore: false);
}

internal sealed class FeedbackStore(IDatabase database, TimeProvider time)
{
    private const int PageSize = 50;
    private const int MostFigures = 500;

    /// <returns>The newest first.</returns>
    public async Task<FeedbackPage> ListAsync(FeedbackFilter filter, CancellationToken cancellationToken)
    {
        var conditions = new List<string> { "1 = 1" };
        if (filter.State != FeedbackState.All)
            conditions.Add(filter.State == FeedbackState.Done ? "done_at is not null" : "done_at is null");
        if (filter.IsHelpful is not null)
            conditions.Add("is_helpful = @IsHelpful");
        if (filter.WithComment)
            conditions.Add("comment is not null");
        if (filter.GroupId is not null)
            conditions.Add("group_id = @GroupId");
        if (filter.Language is not null)
            conditions.Add("language = @Language");
        if (filter.Before is not null)
            conditions.Add("id < @Before");
        await using var session = await database.OpenAsync(cancellationToken);
        var found = await session.QueryAsync<FeedbackEntry>(
            $"""
             select id, group_id, language, title, page_changed_at, is_helpful, comment, at, done_at, done_by from docs_feedback
             where {string.Join(" and ", conditions)} order by id desc limit {PageSize + 1}
             """,
            new { filter.IsHelpful, filter.GroupId, filter.Language, filter.Before },
            cancellationToken);
        return new FeedbackPage([.. found.Take(PageSize)], found.Count > PageSize);
    }

    /// <summary>One row for each page that somebody said something of, those that help least first.</summary>
    public async Task<IReadOnlyList<FeedbackFigure>> ListFiguresAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var figures = await session.QueryAsync<FeedbackFigure>(
            $"""
             select group_id, max(title) as title,
               cast(sum(case when is_helpful then 1 else 0 end) as integer) as yes,
               cast(sum(case when is_helpful then 0 else 1 end) as integer) as no,
               cast(sum(case when comment is not null and done_at is null then 1 else 0 end) as integer) as open_comments
             from docs_feedback group by group_id order by count(*) desc limit {MostFigures}
             """,
            cancellationToken: cancellationToken);
        return [.. figures.OrderBy(x => x.Percent).ThenByDescending(x => x.Votes)];
    }

    /// <summary>Comments that nobody has dealt with.</summary>
    public async Task<int> CountOpenCommentsAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleAsync<int>(
            "select count(*) from docs_feedback where comment is not null and done_at is null", cancellationToken: cancellationToken);
    }

    /// <returns>False where it was marked meanwhile, or is not there.</returns>
    public async Task<bool> MarkDoneAsync(string id, string by, CancellationToken cancellationToken) =>
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update docs_feedback set done_at = @now, done_by = @by where id = @id and done_at is null",
                new { id, by, now = time.GetUtcNow() },
                cancellationToken),
            cancellationToken) == 1;

    /// <returns>False where it is open already, or is not there.</returns>
    public async Task<bool> ReopenAsync(string id, CancellationToken cancellationToken) =>
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update docs_feedback set done_at = null, done_by = null where id = @id and done_at is not null", new { id },
                cancellationToken),
            cancellationToken) == 1;
}
