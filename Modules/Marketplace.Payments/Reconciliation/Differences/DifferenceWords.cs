using System.Diagnostics;
using Marketplace.Payments.Reconciliation.Comparison;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Reconciliation.Differences;

/// <summary>A difference in an operator's words, and what to do about it.</summary>
internal sealed class DifferenceWords(IStringLocalizer<DifferenceWords> text)
{
    public string Title(Difference difference) => (difference.Kind, difference.How) switch
    {
        (ComparedKind.TopUp, DifferenceKind.MissingHere) => text["Paid there, not credited here"],
        (ComparedKind.TopUp, DifferenceKind.MissingThere) => text["Credited here, not paid there"],
        (ComparedKind.TopUp, DifferenceKind.AmountDiffers) => text["Another amount was paid than credited"],
        (ComparedKind.Refund, DifferenceKind.MissingHere) => text["Refunded there, not taken back here"],
        (ComparedKind.Refund, DifferenceKind.MissingThere) => text["Taken back here, not refunded there"],
        (ComparedKind.Refund, DifferenceKind.AmountDiffers) => text["Another amount was refunded than taken back"],
        (ComparedKind.Dispute, DifferenceKind.MissingHere) => text["Disputed there, not taken back here"],
        (ComparedKind.Dispute, DifferenceKind.MissingThere) => text["Taken back here, not disputed there"],
        (ComparedKind.Dispute, DifferenceKind.AmountDiffers) => text["Another amount is disputed than was taken back"],
        _ => throw new UnreachableException(),
    };

    public string Remedy(Difference difference) => (difference.Kind, difference.How) switch
    {
        _ when difference.CanApply => text["Apply it now: the provider is asked once more, and what it says is booked, once."],
        (ComparedKind.TopUp, DifferenceKind.MissingHere) =>
            text[
                "No top-up here belongs to it. Look the payment up at the provider: refund it there, or give its customer the credits by "
                + "an adjustment, and write down which."],
        (ComparedKind.TopUp, DifferenceKind.MissingThere) =>
            text[
                "The provider knows of no such payment. If the keys of another account were used before, write that down; else take the "
                + "credits back by an adjustment."],
        (ComparedKind.Refund or ComparedKind.Dispute, DifferenceKind.MissingThere) =>
            text[
                "The provider knows of no such movement. If the keys of another account were used before, write that down; else give the "
                + "credits back by an adjustment."],
        (ComparedKind.Refund or ComparedKind.Dispute, DifferenceKind.MissingHere) =>
            text[
                "No payment here belongs to it. Look it up at the provider, correct the customer's credits by an adjustment where needed, "
                + "and write it down."],
        (_, DifferenceKind.AmountDiffers) =>
            text["Compare both amounts with the customer's receipt, correct the credits by an adjustment, and write down what happened."],
        _ => throw new UnreachableException(),
    };
}
