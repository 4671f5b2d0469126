using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Payments.Timeline;

/// <param name="UserIds">Only these customers'; null: everybody's.</param>
/// <param name="Ids">Only these; null all.</param>
/// <param name="State">Any refund counts as <see cref="PaymentStanding.Refunded"/>.</param>
/// <param name="Until">Exclusive.</param>
internal sealed record AdminPaymentFilter(
    IReadOnlyList<string>? UserIds = null,
    IReadOnlyList<string>? Ids = null,
    PaymentStanding? State = null,
    TransactionType? Type = null,
    PaidWith? Method = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null);

/// <summary>What paid; nothing did where a payment is open or failed.</summary>
internal enum PaidWith
{
    Card,
    PayPal,
}
