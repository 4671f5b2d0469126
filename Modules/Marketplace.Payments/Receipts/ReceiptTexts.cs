using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Receipts;

/// <summary>The words of a receipt, the same on screen, on paper and in the PDF.</summary>
internal sealed class ReceiptTexts(CreditUnit unit, IStringLocalizer<ReceiptTexts> text)
{
    /// <summary>What was bought, line by line, with its price.</summary>
    public IEnumerable<(string What, string Credits, string Price)> Lines(CreditPurchase purchase)
    {
        var what = purchase.PackageName is { } package ? text["Credits, package {0}", package].Value : text["Credits"].Value;
        yield return (what, unit.Format(purchase.Credits), new Usd(purchase.AmountCents).Format());
        if (purchase.Bonus.IsPositive)
            yield return (text["Bonus credits of the package"], unit.Format(purchase.Bonus), new Usd(0).Format());
    }

    public string Method(CreditPurchase purchase) =>
        purchase.MethodLabel ?? (purchase.PaymentMethod is "paypal" ? "PayPal" : text["Card"].Value);

    public string Moment(DateTimeOffset at) => text["{0} UTC", at.UtcDateTime.InWords("d MMMM yyyy, HH:mm")];

    public string Refund(ReceiptRefund refund) =>
        text["Refunded on {0}", refund.At.UtcDateTime.InWords("d MMMM yyyy")];
}
