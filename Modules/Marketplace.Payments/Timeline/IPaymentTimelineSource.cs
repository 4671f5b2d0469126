namespace Marketplace.Payments.Timeline;

/// <summary>
/// Adds to what operators see of one payment at <c>/admin/payments/{id}</c>, from click to ledger: a gateway's module its webhooks, for
/// example. Register it as scoped; all are asked, and their events are shown in the order of their times.
/// </summary>
public interface IPaymentTimelineSource
{
    Task<IReadOnlyList<PaymentTimelineEvent>> ReadAsync(PaymentTimelineQuery payment, CancellationToken cancellationToken);
}

/// <param name="PaymentIntentId">Null where it never came to an intent.</param>
/// <param name="ObjectIds">What belongs to the payment at the gateway, besides its intent: its refunds and disputes.</param>
public sealed record PaymentTimelineQuery(string TopUpId, string UserId, string? PaymentIntentId, IReadOnlyList<string> ObjectIds);

/// <param name="Title">One line, localized.</param>
public sealed record PaymentTimelineEvent(DateTimeOffset At, string Title)
{
    /// <summary>More about it in plain text, localized: a failure's message, an event's id.</summary>
    public string? Detail { get; init; }

    /// <summary>Inside the tenant, with a leading <c>~/</c>.</summary>
    public string? Link { get; init; }

    /// <summary>A name of Bootstrap's icons.</summary>
    public string Icon { get; init; } = "dot";

    public PaymentTimelineMood Mood { get; init; }
}

public enum PaymentTimelineMood
{
    Neutral,
    Good,
    Attention,
    Bad,
}
