namespace Marketplace.Payments.Receipts;

/// <summary>A receipt as the file that its mail carries, where the seller wants that.</summary>
internal sealed class ReceiptAttachment(ReadReceipt read, ReceiptPdf pdf) : IAttachmentMaker
{
    public const string Maker = "payments.receipt";

    public string Id => Maker;

    /// <param name="reference">The top-up's id.</param>
    public async Task<MailAttachment?> MakeAsync(string reference, CancellationToken cancellationToken) =>
        await read.ExecuteAsync(reference, cancellationToken) is { } receipt
            ? new MailAttachment(ReceiptPdf.FileName(receipt), ReceiptPdf.ContentType, pdf.Write(receipt))
            : null;
}
