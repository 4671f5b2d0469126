using System.Diagnostics;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;

namespace Marketplace.TfpMigration.Runs;

/// <summary>Takes from one user what the migration gave, from the very lots that it made as far as they are there.</summary>
internal sealed class TakeBack(ILedger ledger)
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    /// <returns>What the user lacks because they spent or reserved it, or null when it was taken.</returns>
    public async Task<CreditAmount?> ExecuteAsync(UnitOfWork db, TfpUserRow row, CancellationToken cancellationToken)
    {
        if (row.Credited == CreditAmount.Zero)
            return null;
        var posting = new Posting(
            $"tfp:{row.Id}:back", TransactionType.Migration, row.UserId!, -row.Credited, SystemAccount.Migration,
            "Balance brought over taken back", Nothing)
        {
            DrawFirst = $"tfp:{row.Id}:",
        };
        return await ledger.PostAsync(db, posting, cancellationToken) switch
        {
            PostResult.Posted { Replayed: false } => null,
            PostResult.InsufficientBalance lacking => lacking.Required - lacking.Available,
            PostResult.Posted or PostResult.KeyReused =>
                throw new InvalidOperationException($"What {row.FileName} got was taken back before."),
            PostResult.BalanceTooLarge => throw new InvalidOperationException("What is taken makes no balance larger."),
            _ => throw new UnreachableException(),
        };
    }
}
