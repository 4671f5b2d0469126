using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Reviews;

internal sealed class Comments(
    IDatabase database, ItemStore items, SubmitForReview submit, TimeProvider time, IStringLocalizer<Comments> text) : IItemParts
{
    public const int LongestText = 2000;
    public const int LongestQuote = 500;

    private const string Columns =
        "id, item_id, version, quote, text, asks_for_changes, author_id, created_at, resolved_at, resolved_by";

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<Comment>> ListAsync(string itemId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<Comment>(
            $"select {Columns} from content_comments where item_id = @itemId order by id", new { itemId }, cancellationToken);
    }

    /// <param name="quote">The passage that is meant; may be empty.</param>
    /// <returns>A sentence why not; null where it is said.</returns>
    public async Task<string?> AddAsync(
        string itemId, int version, string? quote, string? comment, string by, CancellationToken cancellationToken)
    {
        if (Check(ref quote, ref comment) is { } why)
            return why;
        if (await items.FindAsync(itemId, cancellationToken) is not { TrashedAt: null })
            return text["It is not there any more."];
        var row = New(itemId, version, quote!, comment!, asksForChanges: false, by);
        await database.InTransactionAsync(db => InsertAsync(db, row, cancellationToken), cancellationToken);
        return null;
    }

    /// <summary>The text goes back to its writer, with what is to be changed.</summary>
    /// <param name="version">That the reviewer has read.</param>
    public async Task<PublishResult> AskForChangesAsync(
        string itemId, int version, string? quote, string? comment, string by, CancellationToken cancellationToken)
    {
        if (Check(ref quote, ref comment) is { } why)
            return new PublishResult.Refused(why);
        var row = New(itemId, version, quote!, comment!, asksForChanges: true, by);
        return await database.InTransactionAsync(
            async db =>
            {
                var result = await submit.TakeBackAsync(db, itemId, version, cancellationToken);
                if (result is PublishResult.Done)
                    await InsertAsync(db, row, cancellationToken);
                return result;
            },
            cancellationToken);
    }

    /// <summary>Somebody has seen to it; or not yet, after all.</summary>
    /// <returns>False where it was so already.</returns>
    public async Task<bool> ResolveAsync(
        string itemId, string commentId, bool isResolved, string by, CancellationToken cancellationToken) =>
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                $"""
                update content_comments set resolved_at = @at, resolved_by = @by
                where id = @commentId and item_id = @itemId and resolved_at is {(isResolved ? "" : "not ")}null
                """,
                new { commentId, itemId, at = isResolved ? time.GetUtcNow() : (DateTimeOffset?)null, by = isResolved ? by : null },
                cancellationToken),
            cancellationToken) == 1;

    public Task DeleteAsync(UnitOfWork db, string itemId, CancellationToken cancellationToken) =>
        db.ExecuteAsync("delete from content_comments where item_id = @itemId", new { itemId }, cancellationToken);

    private string? Check(ref string? quote, ref string? comment)
    {
        quote = (quote ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        if (quote.Length > LongestQuote)
            quote = quote[..LongestQuote];
        comment = (comment ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        return comment.Length is 0 or > LongestText ? text["Write 1 to {0} characters.", LongestText].Value : null;
    }

    private Comment New(string itemId, int version, string quote, string comment, bool asksForChanges, string by)
    {
        var now = time.GetUtcNow();
        return new Comment
        {
            Id = PrefixedId.New("ccm", now), ItemId = itemId, Version = version, Quote = quote, Text = comment,
            AsksForChanges = asksForChanges, AuthorId = by, CreatedAt = now,
        };
    }

    private static Task InsertAsync(UnitOfWork db, Comment row, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into content_comments (id, item_id, version, quote, text, asks_for_changes, author_id, created_at)
            values (@Id, @ItemId, @Version, @Quote, @Text, @AsksForChanges, @AuthorId, @CreatedAt)
            """,
            row, cancellationToken);
}
