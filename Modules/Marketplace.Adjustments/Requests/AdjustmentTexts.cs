using Marketplace.Credits;
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
        _ => text["Expired"],
    };

    public string Of(AdjustmentKind kind) => kind switch
    {
        AdjustmentKind.Correction => text["Adjustment"],
        AdjustmentKind.Grant => text["Grant"],
        _ => text["Refund"],
    };

    public string Of(AdjustmentResult.Refused refusal) => refusal switch
    {
        AdjustmentResult.NotFound => text["There is no such adjustment. Nothing was changed."],
        AdjustmentResult.UnknownCustomer => text["No customer has this e-mail address or id. Nothing was changed."],
        AdjustmentResult.AlreadySent => text["This form was sent before with something else in it. Nothing was changed; open a new form."],
        AdjustmentResult.AlreadyDecided decided => text["This adjustment is not waiting any more: {0}. Nothing was changed.", Of(decided.State)],
        AdjustmentResult.OwnRequest => text["A second person must decide on what you asked for. Nothing was changed."],
        AdjustmentResult.OthersRequest => text["Only who asked for it can withdraw it. Nothing was changed."],
        AdjustmentResult.InsufficientBalance missing => text["The customer has only {0} available, so nothing was changed.", unit.Format(missing.Available)],
        AdjustmentResult.NotRefundable => text["Only what a customer paid for can be refunded. Nothing was changed."],
        AdjustmentResult.ExceedsRemaining less => text["Only {0} of it is left to refund, so nothing was changed.", unit.Format(less.Remaining)],
        AdjustmentResult.BalanceTooLarge => text["The balance would be larger than an account can hold. Nothing was changed."],
        AdjustmentResult.ExpiryPassed => text["The credits would have expired already. Nothing was changed; ask again with a later day."],
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a known refusal."),
    };
}
