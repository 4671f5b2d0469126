using System.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Refunds;

/// <summary>Why a refund was not made, for operators.</summary>
internal sealed class RefundTexts(IStringLocalizer<RefundTexts> text)
{
    public string Of(RefundResult result) => result switch
    {
        RefundResult.ExceedsLeft left => text["Only {0} of this payment is left to refund.", new Usd(left.LeftCents).Format()],
        RefundResult.Disputed => text["The customer disputes this payment, so the bank has the money already. Nothing was refunded."],
        RefundResult.OwnPayment => text["Nobody sends their own payment back: let somebody else do it. Nothing was refunded."],
        RefundResult.NotPaid => text["This payment was not paid, so there is nothing to refund."],
        RefundResult.KeyReused => text["This form was sent before with other content. Open it again."],
        RefundResult.NotFound => text["There is no such payment."],
        RefundResult.Made or RefundResult.Unknown or RefundResult.Refused or RefundResult.Waiting =>
            throw new InvalidOperationException("What was sent has its own page."),
        _ => throw new UnreachableException(),
    };
}
