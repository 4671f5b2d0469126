using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.TfpMigration.Plan;

/// <summary>What a user's file becomes in the ledger, in order.</summary>
/// <param name="Entries">None of zero; from an empty account they never lead below zero, and they sum to
/// <paramref name="Balance"/>.</param>
internal sealed record MigrationPlan(CreditAmount Balance, IReadOnlyList<PlannedEntry> Entries)
{
    /// <summary>Only the balance, for an account that a debt keeps from showing the history.</summary>
    public MigrationPlan WithoutHistory() =>
        this with { Entries = Balance == CreditAmount.Zero ? [] : [PlannedEntry.Forward(Balance)] };
}

/// <param name="Amount">Negative goes out.</param>
internal sealed record PlannedEntry(
    TransactionType Type, CreditAmount Amount, string Description, IReadOnlyDictionary<string, string> Metadata)
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    /// <summary>What the balance holds beyond the history.</summary>
    public static PlannedEntry Forward(CreditAmount amount) => new(TransactionType.Migration, amount, "Balance brought forward", Nothing);

    public static PlannedEntry Correction(CreditAmount amount) =>
        new(TransactionType.Migration, amount, "Correction to the balance brought over", Nothing);
}
