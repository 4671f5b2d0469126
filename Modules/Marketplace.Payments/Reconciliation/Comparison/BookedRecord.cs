using System.Diagnostics;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Reconciliation.Comparison;

/// <summary>What is compared: each is one object at the gateway.</summary>
internal enum ComparedKind
{
    /// <summary>By its payment intent.</summary>
    TopUp,
    Refund,
    Dispute,
}

/// <summary>What the own books say of one object of the gateway.</summary>
internal sealed record BookedRecord
{
    public required ComparedKind Kind { get; init; }

    /// <summary>The gateway's id.</summary>
    public required string ObjectId { get; init; }

    public required string TopUpId { get; init; }

    public required string UserId { get; init; }

    public string? PaymentIntentId { get; init; }

    public required long AmountCents { get; init; }

    /// <summary>Of a <see cref="TopUpStatus"/>, <see cref="RefundState"/> or <see cref="DisputeStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>What it did to the account's balance: negative where money went back to the customer, zero where nothing moved.</summary>
    public long Cents => Kind switch
    {
        ComparedKind.TopUp => Enum.Parse<TopUpStatus>(Status) is TopUpStatus.Succeeded ? AmountCents : 0,
        ComparedKind.Refund => Enum.Parse<RefundState>(Status).MoneyIsGone ? -AmountCents : 0,
        ComparedKind.Dispute => Enum.Parse<DisputeStatus>(Status).MoneyIsGone ? -AmountCents : 0,
        _ => throw new UnreachableException(),
    };
}
