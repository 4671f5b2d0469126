using System.Globalization;

namespace Marketplace.Credits.Ledger.Accounts;

/// <summary>How lots that are open and past their end are found.</summary>
internal static class EndedLots
{
    /// <summary>
    /// Past its end at <c>@now</c>; <c>@end</c> is <see cref="EndOf"/> of it, by which the index of the burn order finds those alone.
    /// </summary>
    public const string Condition = "is_open and burn_order < @end and expires_at <= @now";

    /// <summary>What the lots of a row of <c>ledger_accounts</c> hold that are past their end.</summary>
    public const string SumOfAccount =
        $"(select cast(coalesce(sum(remaining), 0) as bigint) from ledger_lots where account_id = ledger_accounts.id and {Condition})";

    /// <summary>Behind everything in the burn order that may be over at that time.</summary>
    public static string EndOf(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMddHHmmss}2");
}
