using System.Globalization;
using System.Text;
using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

internal enum RecipientState
{
    Waiting,
    Given,
    Failed,
}

internal sealed record Recipient
{
    /// <summary>From 1, in the order of the credits.</summary>
    public required long Position { get; init; }

    public required string UserId { get; init; }

    public required RecipientState State { get; init; }

    public string? TransactionId { get; init; }

    public string? Error { get; init; }

    public DateTimeOffset? DoneAt { get; init; }
}

/// <summary>Who gets a campaign's credits, fixed when it is started.</summary>
internal static class RecipientRows
{
    private const int AtOnce = 200;

    public static async Task InsertAsync(UnitOfWork db, string campaignId, IReadOnlyList<string> userIds, CancellationToken cancellationToken)
    {
        var position = 0L;
        foreach (var chunk in userIds.Chunk(AtOnce))
        {
            var sql = new StringBuilder("insert into campaign_recipients (campaign_id, position, user_id, state) values ");
            var parameters = new Dictionary<string, object>(StringComparer.Ordinal) { ["campaign"] = campaignId };
            for (var i = 0; i < chunk.Length; i++)
            {
                position++;
                sql.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ", ")}(@campaign, {position}, @u{i}, 'Waiting')");
                parameters[string.Create(CultureInfo.InvariantCulture, $"u{i}")] = chunk[i];
            }

            await db.ExecuteAsync(sql.ToString(), parameters, cancellationToken);
        }
    }

    public static Task<IReadOnlyList<Recipient>> NextAsync(UnitOfWork db, string campaignId, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<Recipient>(
            """
            select position, user_id, state, transaction_id, error, done_at from campaign_recipients
            where campaign_id = @campaignId and state = 'Waiting' order by position limit @limit
            """,
            new { campaignId, limit },
            cancellationToken);

    public static Task SaveAsync(UnitOfWork db, string campaignId, Recipient row, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            update campaign_recipients set state = @state, transaction_id = @TransactionId, error = @Error, done_at = @DoneAt
            where campaign_id = @campaignId and position = @Position and state = 'Waiting'
            """,
            new { campaignId, row.Position, state = row.State.ToString(), row.TransactionId, row.Error, row.DoneAt },
            cancellationToken);

    public static Task<int> RemoveAsync(UnitOfWork db, string campaignId, long position, CancellationToken cancellationToken) =>
        db.ExecuteAsync("delete from campaign_recipients where campaign_id = @campaignId and position = @position", new { campaignId, position }, cancellationToken);

    /// <param name="after">Position of the last one of the page before, 0 begins.</param>
    public static Task<IReadOnlyList<Recipient>> ListAsync(
        DbSession db, string campaignId, RecipientState? state, long after, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<Recipient>(
            $"""
             select position, user_id, state, transaction_id, error, done_at from campaign_recipients
             where campaign_id = @campaignId and position > @after {(state is null ? "" : "and state = @state")} order by position limit @limit
             """,
            new { campaignId, after, state = state?.ToString(), limit },
            cancellationToken);
}
