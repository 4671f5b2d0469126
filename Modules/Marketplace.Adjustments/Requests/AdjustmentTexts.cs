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

    public string Of(AdjustmentKind kind) => kind switch
    {
        AdjustmentKind.Correction => text["Adjustment"],
        AdjustmentKind.Grant => text["Grant"],
        AdjustmentKind.Refund => text["Refund"],
        _ => throw new UnreachableException(),
    };

    /// <summary>One line that says what happens.</summary>
    /// <param name="owner">Null where whom it concerns is said beside it.</param>
    public string Describe(Adjustment adjustment, string? owner = null)
    {
        var what = text["{0} of {1}", Of(adjustment.Kind), unit.Format(adjustment.Amount)].Value;
        return owner is null ? what : text["{0} for {1}", what, owner];
    }

    public string Available(CreditAmount available) => text["{0} available", unit.Format(available)];

    /// <returns>Null where it would be more than an account can hold.</returns>
    public string? AvailableAfter(CreditAmount available, CreditAmount change) =>
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
}
