using Marketplace.Data;

namespace Marketplace.Payments.Reconciliation.Differences;

/// <summary>Closes a difference that may stay, with the reason for whoever asks later. It opens again where its amounts change.</summary>
internal sealed class ExplainDifference(IDatabase database, DifferenceRows rows, IAudit audit)
{
    public const int LongestNote = 500;

    public async Task<ExplainDifferenceResult> ExecuteAsync(string id, string? note, string userId, CancellationToken cancellationToken)
    {
        var words = note?.Trim() ?? "";
        if (words.Length is 0 or > LongestNote || words.Contains('\0', StringComparison.Ordinal))
            return ExplainDifferenceResult.NeedsNote;
        if (await rows.FindAsync(id, cancellationToken) is not { State: DifferenceState.Open } difference)
            return ExplainDifferenceResult.Closed;
        return await database.InTransactionAsync(
            async db =>
            {
                if (!await rows.ExplainAsync(db, id, words, userId, cancellationToken))
                    return ExplainDifferenceResult.Closed;
                await audit.WriteAsync(
                    db, DifferenceActs.Of(DifferenceActs.Explained, difference.ObjectId, difference.UserId, words), cancellationToken);
                return ExplainDifferenceResult.Explained;
            },
            cancellationToken);
    }
}

internal enum ExplainDifferenceResult
{
    Explained,
    NeedsNote,
    Closed,
}
