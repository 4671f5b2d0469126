using System.ComponentModel.DataAnnotations;
using Marketplace.Credits.Ledger.Lots;

namespace Marketplace.Adjustments.Requests;

internal enum AdjustmentDirection
{
    Give,
    Take,
}

/// <summary>What an operator types. The amount is text, so that what cannot be an amount is named rather than guessed at.</summary>
internal sealed record AdjustmentInput
{
    public static readonly IReadOnlyList<LotKind> GrantKinds = [
        Marketplace.Credits.Ledger.Lots.LotKind.Promotional, Marketplace.Credits.Ledger.Lots.LotKind.Bonus,
        Marketplace.Credits.Ledger.Lots.LotKind.Sponsored];

    public string Id { get; init; } = "";

    public AdjustmentKind Kind { get; init; }

    [Required(ErrorMessage = "Name the customer.")]
    [StringLength(254, ErrorMessage = "Use at most 254 characters.")]
    public string? Customer { get; init; }

    public AdjustmentDirection Direction { get; init; }

    public LotKind LotKind { get; init; } = Marketplace.Credits.Ledger.Lots.LotKind.Promotional;

    public string? Amount { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    [Required(ErrorMessage = "Say why. The customer and the next operator want to know.")]
    [StringLength(AdjustmentRequest.MaxReason, MinimumLength = 3, ErrorMessage = "Use 3 to 500 characters.")]
    public string? Reason { get; init; }

    /// <returns>Fields and what is wrong with them, in words to be translated.</returns>
    public IEnumerable<(string Field, string Error)> Check(AmountReader amounts, CreditUnit unit, DateTimeOffset now)
    {
        if (!PrefixedId.IsWellFormed(AdjustmentRequest.Prefix, Id))
            yield return ("", "This form is damaged. Open it again.");
        if (Kind is not (AdjustmentKind.Correction or AdjustmentKind.Grant) || !GrantKinds.Contains(LotKind) || !Enum.IsDefined(Direction))
            yield return ("", "This form is damaged. Open it again.");
        if (amounts.ReadCredits(Amount, AmountField.Exact(unit), out _) is { } wrong)
            yield return (nameof(Amount), wrong);
        if (Kind == AdjustmentKind.Grant && ExpiryOf(ExpiresOn) <= now)
            yield return (nameof(ExpiresOn), "This day is over. Choose a later one, or none.");
    }

    /// <summary>Only where <see cref="Check"/> finds nothing.</summary>
    public AdjustmentRequest ToRequest(string userId, AmountReader amounts, CreditUnit unit)
    {
        amounts.ReadCredits(Amount, AmountField.Exact(unit), out var amount);
        return Kind == AdjustmentKind.Grant
            ? new AdjustmentRequest(Id, Kind, userId, amount, Reason!.Trim(), LotKind, ExpiryOf(ExpiresOn))
            : new AdjustmentRequest(Id, Kind, userId, Direction == AdjustmentDirection.Take ? -amount : amount, Reason!.Trim());
    }

    /// <summary>The first moment after the day.</summary>
    internal static DateTimeOffset? ExpiryOf(DateOnly? day) =>
        day is { } last && last < DateOnly.MaxValue
            ? new DateTimeOffset(last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : null;
}
