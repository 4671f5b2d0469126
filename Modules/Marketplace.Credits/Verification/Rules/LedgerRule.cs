using System.Globalization;
using Marketplace.Credits.Verification.Walk;
using Marketplace.Data;

namespace Marketplace.Credits.Verification.Rules;

/// <summary>
/// Something that must be true of every ledger at every moment between transactions. Modules whose rows stand behind transactions register
/// their own as singletons.
/// </summary>
public abstract class LedgerRule
{
    /// <summary>Kept with the runs: see <see cref="StoredNameAttribute"/>; without one the class's name.</summary>
    public string Id => StoredNames.ShortOf(GetType());

    /// <summary>A sentence without its full stop, in English: the key of its translations.</summary>
    public abstract string Title { get; }

    /// <summary>What to do where it is not true; likewise.</summary>
    public abstract string Remedy { get; }

    public abstract LedgerWalk Walk { get; }

    /// <summary>Expected and found are millionths of the asset.</summary>
    public virtual bool IsInMillionths => false;

    /// <param name="advance">Told how many more of <see cref="Walk"/> were looked at.</param>
    /// <returns>The first row that differs, or null.</returns>
    public abstract Task<LedgerFinding?> CheckAsync(IDatabase database, Func<int, Task> advance, CancellationToken cancellationToken);
}

/// <param name="Place">The row: an id, or the parts of its key with slashes between.</param>
public sealed record LedgerFinding(string Place, string Expected, string Found)
{
    /// <summary>Amounts are stored in millionths, and shown in whole units.</summary>
    public static string Show(LedgerRule? rule, string value) =>
        rule is { IsInMillionths: true }
            && decimal.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros)
            ? (micros / CreditAmount.MicrosPerCredit).ToString("#,0.######", CultureInfo.InvariantCulture)
            : value;
}

/// <summary>What an operator can do. Nothing here may be mended by hand in the database: the next finding would hide behind it.</summary>
internal static class Remedies
{
    public const string Restore =
        "Somebody or something changed the database past this program. Find out who had access, compare the row with a backup of before, "
        + "and restore it. Do not change rows by hand.";

    public const string Compensate =
        "Compare the account's entries with a backup and with the gateway's payments. If the entries are right, ask the vendor before "
        + "customers spend more; a difference in the customer's favour is corrected with an adjustment.";

    public const string Release =
        "Void or let expire the customer's open purchases, run the verification again, and report this if it stays: the balance itself is "
        + "not touched by it.";
}
