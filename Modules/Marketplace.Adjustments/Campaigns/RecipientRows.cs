using System.Globalization;
using System.Text;
using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

internal enum RecipientState
{
    Waiting,

    /// <summary>Waits until the person confirms their address.</summary>
    Unconfirmed,
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

    private const string Columns =
        "position, user_id, case when unconfirmed then 'Unconfirmed' else state end as state, transaction_id, error, done_at";

    public static async Task InsertAsync(
        UnitOfWork db, string campaignId, IReadOnlyList<string> userIds, CancellationToken cancellationToken)
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

    public static Task<IReadOnlyList<Recipient>> NextAsync(
        UnitOfWork db, string campaignId, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<Recipient>(
            $"""
             select {Columns} from campaign_recipients
             where campaign_id = @campaignId and state = 'Waiting' and not unconfirmed order by position limit @limit
             """,
            new { campaignId, limit },
            cancellationToken);

    public static Task SaveAsync(UnitOfWork db, string campaignId, Recipient row, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            update campaign_recipients set state = @state, unconfirmed = @unconfirmed, transaction_id = @TransactionId, error = @Error,
            done_at = @DoneAt
            where campaign_id = @campaignId and position = @Position and state = 'Waiting'
            """,
            new
            {
                campaignId,
                row.Position,
                state = (row.State == RecipientState.Unconfirmed ? RecipientState.Waiting : row.State).ToString(),
                unconfirmed = row.State == RecipientState.Unconfirmed,
                row.TransactionId,
                row.Error,
                row.DoneAt,
            },
            cancellationToken);

    /// <param name="userId">Only of this customer; null: of everybody.</param>
    /// <param name="after">The last one of the page before; empty begins.</param>
    public static Task<IReadOnlyList<(string CampaignId, string UserId)>> ListUnconfirmedAsync(
        DbSession db, string? userId, (string CampaignId, string UserId) after, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<(string CampaignId, string UserId)>(
            $"""
             select campaign_id, user_id from campaign_recipients
             where unconfirmed {(userId is null ? "" : "and user_id = @userId")}
               and (user_id > @afterUser or (user_id = @afterUser and campaign_id > @afterCampaign))
             order by user_id, campaign_id limit @limit
             """,
            new { userId, afterUser = after.UserId, afterCampaign = after.CampaignId, limit },
            cancellationToken);

    public static Task<Recipient?> FindUnconfirmedAsync(
        UnitOfWork db, string campaignId, string userId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Recipient>(
            $"select {Columns} from campaign_recipients where campaign_id = @campaignId and user_id = @userId and unconfirmed",
            new { campaignId, userId },
            cancellationToken);

    public static Task<int> RemoveAsync(UnitOfWork db, string campaignId, long position, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "delete from campaign_recipients where campaign_id = @campaignId and position = @position", new { campaignId, position },
            cancellationToken);

    /// <param name="after">Position of the last one of the page before, 0 begins.</param>
    public static Task<IReadOnlyList<Recipient>> ListAsync(
        DbSession db, string campaignId, RecipientState? state, long after, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<Recipient>(
            $"""
             select {Columns} from campaign_recipients
             where campaign_id = @campaignId and position > @after {Condition(state)} order by position limit @limit
             """,
            new { campaignId, after, state = state?.ToString(), limit },
            cancellationToken);

    private static string Condition(RecipientState? state) => state switch
    {
        null => "",
        RecipientState.Unconfirmed => "and unconfirmed",
        RecipientState.Waiting => "and state = @state and not unconfirmed",
        RecipientState.Given or RecipientState.Failed => "and state = @state",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a known state."),
    };
}
