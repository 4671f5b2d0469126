using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Ledger.Reversals;

/// <summary>
/// What a partial reversal takes from each system account of the original. Each part is the difference between what is due after and before
/// it, both rounded down and the rest given to the last account, so that all partial reversals together undo each account's entry exactly.
/// </summary>
internal static class ProportionalShares
{
    /// <param name="originals">The original's system entries, in a fixed order.</param>
    /// <param name="amount">The opposite of the customer's new entry.</param>
    /// <param name="whole">The original's amount, positive.</param>
    /// <param name="before">What earlier reversals undid, not negative.</param>
    public static IReadOnlyList<SystemEntry> Of(
        IReadOnlyList<SystemEntry> originals, CreditAmount amount, CreditAmount whole, CreditAmount before)
    {
        var after = before + amount.Abs();
        var entries = new List<SystemEntry>(originals.Count);
        var left = amount;
        for (var i = 0; i < originals.Count; i++)
        {
            var part = i == originals.Count - 1
                ? left
                : -(PartOf(originals[i].Amount, after, whole) - PartOf(originals[i].Amount, before, whole));
            if (part != CreditAmount.Zero)
                entries.Add(new SystemEntry(originals[i].AccountId, part));
            left -= part;
        }

        return entries;
    }

    private static CreditAmount PartOf(CreditAmount entry, CreditAmount undone, CreditAmount whole) =>
        new(checked((long)((Int128)entry.Micros * undone.Micros / whole.Micros)));
}
