using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Marketplace.Credits.Verification.Seals;

/// <summary>Everything that an entry says: its own row and its transaction's, as the seal covers them.</summary>
internal sealed record EntryFacts
{
    public required string AccountId { get; init; }

    public required long Version { get; init; }

    public required string TransactionId { get; init; }

    public required string Type { get; init; }

    public required CreditAmount Amount { get; init; }

    public required CreditAmount BalanceBefore { get; init; }

    public required CreditAmount BalanceAfter { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null where the transaction's row is missing, as with everything of it below.</summary>
    public string? IdempotencyKey { get; init; }

    public string? RequestHash { get; init; }

    public string? TransactionType { get; init; }

    public string? Description { get; init; }

    public string? Metadata { get; init; }

    public string? HoldId { get; init; }

    public string? ReversesId { get; init; }

    public DateTimeOffset? TransactionCreatedAt { get; init; }

    /// <summary>The stored seal; null where there is none.</summary>
    public string? Hash { get; init; }

    /// <param name="previous">The seal of the account's entry before; empty for the first.</param>
    /// <param name="entries">All entries of the transaction; this one may be among them.</param>
    /// <returns>SHA-256 in lower-case hexadecimal, the same on every database.</returns>
    public string Seal(string previous, IEnumerable<TransactionEntry> entries)
    {
        var others = entries.Where(x => x.AccountId != AccountId || x.Version != Version)
            .OrderBy(x => x.AccountId, StringComparer.Ordinal).ThenBy(x => x.Version).ThenBy(x => x.Amount.Micros)
            .SelectMany(x => new[] { x.AccountId, Text(x.Version), Text(x.Amount.Micros) });
        string?[] facts =
        [
            previous, AccountId, Text(Version), TransactionId, Type, Text(Amount.Micros), Text(BalanceBefore.Micros),
            Text(BalanceAfter.Micros), Text(CreatedAt),
            IdempotencyKey, RequestHash, TransactionType, Description, Metadata, HoldId, ReversesId, TransactionCreatedAt is { } at
                ? Text(at)
                : null,
            .. others,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(facts)));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>To the microsecond, which is what both databases keep.</summary>
    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>One leg of a transaction.</summary>
internal sealed record TransactionEntry
{
    public required string TransactionId { get; init; }

    public required string AccountId { get; init; }

    /// <summary>0 on the marketplace's own accounts, which are not numbered.</summary>
    public required long Version { get; init; }

    public required CreditAmount Amount { get; init; }
}
