using System.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Transfers;

/// <summary>Each refusal as a sentence that says what happened, what did not, and what to do next.</summary>
internal sealed class TransferText(CreditUnit unit, IStringLocalizer<TransferText> text)
{
    public string Of(TransferRefusal refusal) => refusal switch
    {
        TransferRefusal.Off => text["Credits cannot be sent here. Nothing was sent."],
        TransferRefusal.SenderLocked => text["Your account is locked. Nothing was sent."],
        TransferRefusal.AboveMaximum x => text["At most {0} can be sent at once. Nothing was sent; send less.", unit.Format(x.Maximum)],
        TransferRefusal.AboveDaily { Left.IsPositive: true } x =>
            text[
                "At most {0} can be sent per day, and {1} are left today. Nothing was sent; send less, or the rest tomorrow.",
                unit.Format(x.DailyMaximum), unit.Format(x.Left)],
        TransferRefusal.AboveDaily x =>
            text[
                "At most {0} can be sent per day, and you have sent that. Nothing more was sent; try again tomorrow.",
                unit.Format(x.DailyMaximum)],
        TransferRefusal.TooLow { Available.IsNegative: true } x =>
            text[
                "You owe {0} from a payment that was taken back. Nothing was sent; buy credits to settle it first.",
                unit.Format(-x.Available)],
        TransferRefusal.TooLow x =>
            text[
                "You have {0}, which is less than {1}. Nothing was sent; buy credits or send less.", unit.Format(x.Available),
                unit.Format(x.Required)],
        TransferRefusal.ToOneself => text["This is your own account. Nothing was sent; enter somebody else's address."],
        TransferRefusal.UnknownRecipient => text["Nobody here has this address. Nothing was sent; ask for the address they sign in with."],
        TransferRefusal.TooManyUnknown => text["Too many unknown addresses today. Nothing was sent; try again tomorrow, or write to us."],
        TransferRefusal.CannotReceive => text["This account cannot receive credits. Nothing was sent."],
        _ => throw new UnreachableException(),
    };

    /// <summary>The field of the form that the refusal is about; null for the whole.</summary>
    public static bool IsAboutRecipient(TransferRefusal refusal) =>
        refusal is TransferRefusal.ToOneself or TransferRefusal.UnknownRecipient or TransferRefusal.TooManyUnknown
            or TransferRefusal.CannotReceive;

    public static bool IsAboutAmount(TransferRefusal refusal) =>
        refusal is TransferRefusal.AboveMaximum or TransferRefusal.AboveDaily or TransferRefusal.TooLow;
}
