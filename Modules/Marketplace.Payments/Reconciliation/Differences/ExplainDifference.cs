namespace Marketplace.Payments.Reconciliation.Differences;

/// <summary>Closes a difference that may stay, with the reason for whoever asks later. It opens again where its amounts change.</summary>
internal sealed class ExplainDifference(DifferenceRows rows)
{
    public const int LongestNote = 500;

    public async Task<ExplainDifferenceResult> ExecuteAsync(string id, string? note, string userId, CancellationToken cancellationToken)
    {
        var words = note?.Trim() ?? "";
        if (words.Length is 0 or > LongestNote || words.Contains('\0', StringComparison.Ordinal))
            return ExplainDifferenceResult.NeedsNote;
        return await rows.ExplainAsync(id, words, userId, cancellationToken)
            ? ExplainDifferenceResult.Explained
            : ExplainDifferenceResult.Closed;
    }
}

internal enum ExplainDifferenceResult
{
    Explained,
    NeedsNote,
    Closed,
}
