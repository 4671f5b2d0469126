using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Points;
using Marketplace.TfpMigration.Files;

namespace Marketplace.TfpMigration.Plan;

/// <summary>
/// Turns a file into ledger entries. The balance in the file is what the customer owns, whatever the history adds up to, and the ledger
/// lets nobody spend what is not there. So an entry "Balance brought forward" comes first, as large as the difference between balance and
/// history, or larger where the history would still dip below zero on its way; and a correction comes last that takes the surplus back.
/// Where history and balance agree and it never dips, there is neither. In between every old transaction stands as an entry of its type, in
/// the order given.
/// </summary>
internal static partial class PlanMigration
{
    /// <summary>Names of the metadata beside the type's own fields and <see cref="PointsMetadata"/>.</summary>
    public const string OriginalId = "original_id";
    public const string OriginalDate = "original_date";

    public static (MigrationPlan Plan, IReadOnlyList<Finding> Remarks) Of(OldUser user)
    {
        var history = user.Transactions.Select(EntryOf).ToList();
        var sum = CreditAmount.Zero;
        var lowest = CreditAmount.Zero;
        foreach (var entry in history)
        {
            sum += entry.Amount;
            lowest = sum < lowest ? sum : lowest;
        }

        var balance = user.Balance.ToCredits();
        var difference = balance - sum;
        var opening = difference < -lowest ? -lowest : difference;
        var closing = difference - opening;
        var remarks = new List<Finding>();
        if (difference != CreditAmount.Zero)
            remarks.Add(new Finding("wallet_balance", FindingKind.BalanceDiffers, TfpAmount.FromCredits(difference).ToString()));
        if (closing != CreditAmount.Zero)
            remarks.Add(new Finding("transactions", FindingKind.BelowZero, TfpAmount.FromCredits(opening).ToString()));
        return (new MigrationPlan(balance, [.. Some(opening, PlannedEntry.Forward), .. history, .. Some(closing, PlannedEntry.Correction)]),
            remarks);
    }

    private static IEnumerable<PlannedEntry> Some(CreditAmount amount, Func<CreditAmount, PlannedEntry> entry) =>
        amount == CreditAmount.Zero ? [] : [entry(amount)];

    private static PlannedEntry EntryOf(OldTransaction transaction)
    {
        var metadata = transaction.Facts.ToDictionary(x => x.Key, x => InNewWords(x.Value), StringComparer.Ordinal);
        metadata[PointsMetadata.OriginalAmount] = transaction.Amount.ToString();
        metadata[OriginalId] = transaction.Id;
        metadata[OriginalDate] = transaction.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (transaction.Threshold is { } threshold)
            metadata["threshold_amount"] = threshold.ToCredits().ToString();
        var amount = transaction.Amount.ToCredits();
        return new PlannedEntry(
            transaction.Type, transaction.Sign > 0 ? amount : -amount, $"{Describe(transaction)}, {DayOf(transaction)}", metadata);
    }

    /// <summary>The ledger's own date is the day of the migration, so the words name the original one.</summary>
    private static string DayOf(OldTransaction transaction) => transaction.At.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Describe(OldTransaction transaction)
    {
        string Fact(string name) => InNewWords(transaction.Facts.GetValueOrDefault(name, ""));
        return transaction.Type switch
        {
            TransactionType.Purchase => $"Purchase of {Fact("product_id")}",
            TransactionType.TopUp => $"Top-up ({Fact("payment_method")})",
            TransactionType.AutoTopUp => $"Auto top-up ({Fact("payment_method")})",
            TransactionType.Transfer when transaction.Sign < 0 => $"Transfer to {Fact("to_user")}",
            TransactionType.Transfer when transaction.Facts.ContainsKey("from_user") => $"Transfer from {Fact("from_user")}",
            TransactionType.Transfer => "Transfer received",
            _ => $"Earning from {Fact("source")}",
        };
    }

    /// <summary>
    /// Customers read of credits and dollars only (acceptance D3), whatever the old system called things. The backup has its words.
    /// </summary>
    private static string InNewWords(string text) => OldWords().Replace(text, "points");

    [GeneratedRegex(@"\b(?:TFP|TFC|TFT)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OldWords();
}
