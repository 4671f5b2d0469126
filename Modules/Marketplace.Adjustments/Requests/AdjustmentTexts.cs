using System.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Requests;

/// <summary>What operators read about adjustments.</summary>
internal sealed class AdjustmentTexts(IStringLocalizer<AdjustmentTexts> text, CreditUnit unit)
{
    public string Of(AdjustmentState state) => state switch
    {
        AdjustmentState.Waiting => text["Waits for approval"],
        AdjustmentState.Posted => text["Posted"],
        AdjustmentState.Rejected => text["Rejected"],
        AdjustmentState.Withdrawn => text["Withdrawn"],
        AdjustmentState.Expired => text["Expired"],
        _ => throw new UnreachableException(),
    };

    public string Of(AdjustmentKind kind) => text[KeyOf(kind)];

    /// <summary>One line that says what happens; whom it concerns is said beside it.</summary>
    public string Describe(Adjustment adjustment) => text["{0} of {1}", Of(adjustment.Kind), unit.Format(adjustment.Amount)];

    /// <summary>One line that says what happens to whom, for whoever reads it later.</summary>
    public static StoredText WordsOf(Adjustment adjustment, string owner) =>
        StoredText.Of<AdjustmentTexts>(
            "{0} for {1}",
            StoredText.Of<AdjustmentTexts>("{0} of {1}", StoredText.Of<AdjustmentTexts>(KeyOf(adjustment.Kind)), adjustment.Amount),
            owner);

    public static StoredText Available(CreditAmount available) => StoredText.Of<AdjustmentTexts>("{0} available", available);

    /// <returns>Null where it would be more than an account can hold.</returns>
    public static StoredText? AvailableAfter(CreditAmount available, CreditAmount change) =>
        (Int128)available.Micros + change.Micros is var micros && micros >= long.MinValue && micros <= long.MaxValue
            ? Available(new CreditAmount((long)micros))
            : null;

    public string Of(AdjustmentResult.Refused refusal) => refusal switch
    {
        AdjustmentResult.UnknownCustomer => text["No customer has this e-mail address or id. Nothing was changed."],
        AdjustmentResult.AlreadySent => text["This form was sent before with something else in it. Nothing was changed; open a new form."],
        AdjustmentResult.AlreadyDecided decided =>
            text["This adjustment is not waiting any more: {0}. Nothing was changed.", Of(decided.State)],
        AdjustmentResult.OwnWallet => text["Nobody changes their own wallet: let somebody else ask for it. Nothing was changed."],
        AdjustmentResult.InsufficientBalance missing =>
            text["The customer has only {0} available, so nothing was changed.", unit.Format(missing.Available)],
        AdjustmentResult.NotRefundable => text["Only what a customer paid for can be refunded. Nothing was changed."],
        AdjustmentResult.ExceedsRemaining less =>
            text["Only {0} of it is left to refund, so nothing was changed.", unit.Format(less.Remaining)],
        AdjustmentResult.BalanceTooLarge => text["The balance would be larger than an account can hold. Nothing was changed."],
        AdjustmentResult.ExpiryPassed => text["The credits would have expired already. Nothing was changed; ask again with a later day."],
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a known refusal."),
    };

    private static string KeyOf(AdjustmentKind kind) => kind switch
    {
        AdjustmentKind.Correction => "Adjustment",
        AdjustmentKind.Grant => "Grant",
        AdjustmentKind.Refund => "Refund",
        _ => throw new UnreachableException(),
    };
}
