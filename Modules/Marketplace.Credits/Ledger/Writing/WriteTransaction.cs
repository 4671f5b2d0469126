using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Writing;

/// <summary>
/// Writes one transaction: its key, the customers' balances with their entries and lots, the system accounts' entries, and the events. The
/// accounts are locked and checked by the caller, so that a refusal leaves no row behind.
/// </summary>
internal sealed class WriteTransaction(IOutbox outbox)
{
    /// <returns>The customers' accounts afterwards, or null when the key was used before; nothing is written then.</returns>
    /// <exception cref="InvalidOperationException">The entries do not sum up to zero.</exception>
    public async Task<IReadOnlyList<AccountRow>?> ExecuteAsync(
        UnitOfWork db, TransactionRow row, IReadOnlyList<Leg> legs, IReadOnlyList<SystemEntry> system, CancellationToken cancellationToken)
    {
        if (legs.Select(x => x.Amount).Concat(system.Select(x => x.Amount)).Aggregate((Int128)0, (sum, x) => sum + x.Micros) != 0)
            throw new InvalidOperationException($"The entries of {row.IdempotencyKey} do not sum up to zero.");
        if (!await TransactionRows.TryInsertAsync(db, row, cancellationToken))
            return null;

        var accounts = new List<AccountRow>(legs.Count);
        foreach (var leg in legs)
        {
            var after = await AccountRows.ChangeAsync(db, leg.Account, leg.Amount, -leg.Released, cancellationToken);
            await TransactionRows.WriteEntryAsync(db, row, after, leg.Amount, cancellationToken);
            await leg.Lots.ApplyAsync(db, new LotChange(row, leg.Account, after, leg.Amount), cancellationToken);
            await outbox.WriteAsync(
                db, new WalletChanged(after.Owner, after.Asset, row.Id) { IsDebit = (leg.Amount + leg.Released).IsNegative },
                cancellationToken);
            accounts.Add(after);
        }

        foreach (var entry in system)
            await TransactionRows.WriteSystemEntryAsync(db, row.Id, entry, cancellationToken);
        return accounts;
    }
}

/// <summary>A customer's part of a transaction.</summary>
/// <param name="Account">Locked.</param>
/// <param name="Amount">Not zero; negative takes from the customer.</param>
/// <param name="Released">What it releases of what is held; not negative.</param>
/// <param name="Lots">What happens to the customer's lots.</param>
internal sealed record Leg(AccountRow Account, CreditAmount Amount, CreditAmount Released, ILotRule Lots);
