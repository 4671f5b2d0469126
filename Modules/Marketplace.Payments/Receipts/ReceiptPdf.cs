using Marketplace.Pdf;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Receipts;

/// <summary>A receipt to keep.</summary>
internal sealed class ReceiptPdf(ReceiptTexts words, PdfFonts fonts, IStringLocalizer<ReceiptPdf> text)
{
    public const string ContentType = "application/pdf";

    public static string FileName(Receipt receipt) => $"receipt-{receipt.Purchase.Number}.pdf";

    public byte[] Write(Receipt receipt)
    {
        var (seller, purchase) = (receipt.Seller, receipt.Purchase);
        var report = new PdfReport(
            new PdfHead(seller.SellerName, text["Receipt"], text["Number {0}", purchase.Number], text["Page {0} of {1}", "{0}", "{1}"]),
            purchase.PurchasedAt, fonts);
        foreach (var line in seller.AddressLines)
            report.Paragraph(line);
        if (seller.TaxNumber.Length > 0)
            report.Paragraph(text["Tax number: {0}", seller.TaxNumber]);
        if (seller.ContactEmail.Length > 0)
            report.Paragraph(seller.ContactEmail);
        report.Heading(text["Payment"]);
        var customer = report.NameOrAddress(receipt.CustomerName, receipt.CustomerEmail);
        report.Paragraph(receipt.CustomerEmail is null || receipt.CustomerEmail == customer
            ? text["Customer: {0}", customer]
            : text["Customer: {0} ({1})", customer, receipt.CustomerEmail]);
        report.Paragraph(text["Paid on: {0}", words.Moment(purchase.PurchasedAt)]);
        report.Paragraph(text["Paid with: {0}", words.Method(purchase)]);
        report.Paragraph(text["Payment: {0}", purchase.PaymentId]);
        report.Heading(text["Bought"]);
        report.Table(
            [new PdfColumn(text["What"], 50), new PdfColumn(text["Credits"], 25, Right: true),
                new PdfColumn(text["Price"], 25, Right: true)],
            Rows(receipt));
        if (seller.Note.Length > 0)
        {
            report.Heading(text["Note"]);
            report.Paragraph(seller.Note);
        }

        return report.Save();
    }

    private IEnumerable<PdfRow> Rows(Receipt receipt)
    {
        foreach (var (what, credits, price) in words.Lines(receipt.Purchase))
            yield return new PdfRow([what, credits, price]);
        yield return new PdfRow([text["Paid"], "", new Usd(receipt.Purchase.AmountCents).Format()], Strong: true);
        foreach (var refund in receipt.Refunds)
            yield return new PdfRow([words.Refund(refund), "", "-" + new Usd(refund.AmountCents).Format()]);
        if (receipt.Refunds.Count > 0)
            yield return new PdfRow([text["Paid after refunds"], "", new Usd(receipt.PaidCents).Format()], Strong: true);
    }
}
