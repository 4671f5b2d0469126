using System.Text.Json;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Points;

namespace Marketplace.Credits.History;

/// <summary>An entry of a customer joined with its transaction, as the database gives it.</summary>
internal sealed record EntryRow
{
    public const string Select =
        """
        select t.id, a.owner, e.version, e.type, e.amount, e.balance_before, e.balance_after, t.description, t.metadata, e.created_at
        from ledger_entries e
        join ledger_accounts a on a.id = e.account_id
        join ledger_transactions t on t.id = e.transaction_id
        """;

    public required string Id { get; init; }

    public required string Owner { get; init; }

    public required long Version { get; init; }

    public required string Type { get; init; }

    public required CreditAmount Amount { get; init; }

    public required CreditAmount BalanceBefore { get; init; }

    public required CreditAmount BalanceAfter { get; init; }

    public required string Description { get; init; }

    public required string Metadata { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public WalletTransaction ToTransaction() => new(
        Id,
        Owner,
        Version,
        Enum.Parse<TransactionType>(Type),
        Amount,
        BalanceBefore,
        BalanceAfter,
        Description,
        ReadMetadata(),
        CreatedAt);

    /// <summary>
    /// Customers and their programs read no amounts of the older points (S0-05, D3); operators find them at the transaction.
    /// </summary>
    private Dictionary<string, string> ReadMetadata()
    {
        var metadata = JsonSerializer.Deserialize<Dictionary<string, string>>(Metadata)!;
        metadata.Remove(PointsMetadata.OriginalAmount);
        return metadata;
    }
}
