using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.History;

/// <param name="Limit">1–<see cref="MaxLimit"/>.</param>
/// <param name="Before">A cursor: only transactions older than it.</param>
/// <param name="After">A cursor: the transactions next newer than it. Not together with <paramref name="Before"/>.</param>
/// <param name="Type">Only transactions of this type.</param>
public sealed record HistoryQuery(
    int Limit = HistoryQuery.DefaultLimit, long? Before = null, long? After = null, TransactionType? Type = null)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <summary>Only transactions from this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only transactions before this moment.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// Only transactions whose id this is, or whose description or metadata contain it. Not empty, without control characters.
    /// </summary>
    public string? Text { get; init; }
}
