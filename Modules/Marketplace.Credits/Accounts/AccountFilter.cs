using System.Globalization;

namespace Marketplace.Credits.Accounts;

internal enum AccountOrder
{
    /// <summary>Newest first.</summary>
    Opened,

    /// <summary>Largest first.</summary>
    Balance,
}

internal enum AccountWith
{
    Any,

    /// <summary>Less than nothing to spend.</summary>
    Debt,

    /// <summary>Something is reserved.</summary>
    Holds,
}

/// <param name="Owners">Only these customers'; null: everybody's.</param>
/// <param name="Least">Only those with at least this available.</param>
/// <param name="Most">Only those with at most this available.</param>
internal sealed record AccountFilter(
    IReadOnlyList<string>? Owners = null, AccountWith With = AccountWith.Any, CreditAmount? Least = null, CreditAmount? Most = null,
    AccountOrder Order = AccountOrder.Opened);

/// <summary>The place in a list after which the next page begins.</summary>
/// <param name="Available">Of the last account of the page before.</param>
internal sealed record AccountCursor(CreditAmount Available, string Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Available.Micros}~{Id}");

    /// <returns>Null for what is no cursor: the list begins anew.</returns>
    public static AccountCursor? Parse(string? text) =>
        text?.Split('~') is [var micros, var id]
            && long.TryParse(micros, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var available)
            ? new AccountCursor(new CreditAmount(available), id)
            : null;
}
