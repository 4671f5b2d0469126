namespace Marketplace.Abstractions;

/// <param name="FileName">As it is saved: <c>receipt-2026-000042.pdf</c>.</param>
/// <param name="ContentType"><c>application/pdf</c></param>
public sealed record MailAttachment(string FileName, string ContentType, byte[] Content);
