namespace Marketplace.Payments.Gateways;

/// <summary>One movement of the account's balance at the gateway.</summary>
/// <param name="Type">The gateway's word: <c>charge</c>, <c>payment</c>, <c>refund</c>, <c>refund_failure</c>, <c>adjustment</c>
/// (disputes), <c>payout</c>…</param>
/// <param name="AmountCents">Before fees; negative when it leaves the account.</param>
/// <param name="NetCents">Amount less fee.</param>
/// <param name="SourceId">The charge, refund or dispute.</param>
/// <param name="PaymentIntentId">Of the payment behind it, where the gateway says.</param>
public sealed record BalanceTransaction(
    string Id, string Type, long AmountCents, long FeeCents, long NetCents, string Currency, string? SourceId, string? PaymentIntentId,
    DateTimeOffset CreatedAt);

/// <param name="Since">At most 30 days back.</param>
public sealed record GatewayEventQuery(DateTimeOffset Since)
{
    /// <summary>Only what happened to these; empty for everything.</summary>
    public IReadOnlyList<GatewaySubject> Subjects { get; init; } = [];

    /// <summary>Only those that could not be delivered.</summary>
    public bool UndeliveredOnly { get; init; }
}

/// <param name="ObjectId">What it happened to.</param>
public sealed record GatewayEvent(string Id, string Type, DateTimeOffset CreatedAt, string? ObjectId)
{
    /// <summary>What <see cref="ObjectId"/> is.</summary>
    public GatewaySubject Subject { get; init; }

    /// <summary>What a <see cref="GatewaySubject.PaymentIntent"/> carried when it happened; null where the gateway does not say.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

public enum GatewaySubject
{
    /// <summary>Nothing that credits depend on.</summary>
    Other,
    PaymentIntent,
    Refund,
    Dispute,
}
