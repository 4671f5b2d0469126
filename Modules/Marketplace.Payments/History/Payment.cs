using Marketplace.Credits.Ledger.Entries;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.History;

/// <summary>An attempt to buy credits as its customer sees it.</summary>
internal sealed record Payment
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required CreditAmount Amount { get; init; }

    public required CreditAmount Bonus { get; init; }

    public required long AmountCents { get; init; }

    public string? PackageId { get; init; }

    public required TransactionType Type { get; init; }

    public required TopUpStatus Status { get; init; }

    public string? PaymentIntentId { get; init; }

    public string? PaymentMethodId { get; init; }

    public string? FailureMessage { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int? ReceiptYear { get; init; }

    public int? ReceiptNumber { get; init; }

    public string? MethodLabel { get; init; }

    public required long RefundedCents { get; init; }

    public bool IsAutomatic => Type is TransactionType.AutoTopUp;

    public bool IsOpen => Status is TopUpStatus.Created or TopUpStatus.Pending;

    /// <summary>The payment dialog can take it up again.</summary>
    public bool CanContinue => Status is TopUpStatus.Pending && PaymentIntentId is not null;

    /// <summary>Whoever pays on screen may also leave it. What is charged without them ends by itself.</summary>
    public bool CanGiveUp => IsOpen && PaymentMethodId is null;

    /// <summary>As on the receipt; null where there is none.</summary>
    public string? Receipt => ReceiptYear is { } year && ReceiptNumber is { } number
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{year}-{number:000000}")
        : null;
}

internal enum PaymentState
{
    Paid,
    Open,
    Failed,
}
