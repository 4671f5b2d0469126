using System.Globalization;

namespace Marketplace.Payments.Receipts;

/// <summary>A row of <c>credit_purchases</c>.</summary>
internal sealed record CreditPurchase
{
    public required string TopUpId { get; init; }

    public required string UserId { get; init; }

    public int ReceiptYear { get; init; }

    /// <summary>From 1, without gaps, within the year.</summary>
    public int ReceiptNumber { get; init; }

    /// <summary>The gateway's, for example <c>pi_…</c>.</summary>
    public required string PaymentId { get; init; }

    /// <summary><c>stripe</c>, or <c>paypal</c> where that paid (S3-49).</summary>
    public required string PaymentMethod { get; init; }

    public string? PackageId { get; init; }

    /// <summary>As it was called on that day.</summary>
    public string? PackageName { get; init; }

    public required CreditAmount Credits { get; init; }

    public required CreditAmount Bonus { get; init; }

    public required long AmountCents { get; init; }

    /// <summary>What paid, at the gateway; null where it did not say.</summary>
    public string? MethodId { get; init; }

    /// <summary>For example <c>Visa •••• 4242</c>; null until the gateway was asked.</summary>
    public string? MethodLabel { get; init; }

    public required DateTimeOffset PurchasedAt { get; init; }

    /// <summary>For example <c>2026-000042</c>.</summary>
    public string Number => string.Create(CultureInfo.InvariantCulture, $"{ReceiptYear}-{ReceiptNumber:000000}");
}
