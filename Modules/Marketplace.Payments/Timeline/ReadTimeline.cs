namespace Marketplace.Payments.Timeline;

/// <summary>A payment from click to ledger: what is stored here and what other modules know, in the order of time.</summary>
internal sealed class ReadTimeline(OwnTimeline own, IEnumerable<IPaymentTimelineSource> sources)
{
    public async Task<IReadOnlyList<PaymentTimelineEvent>> ExecuteAsync(
        PaymentDetails details, IReadOnlyDictionary<string, string> names, CancellationToken cancellationToken)
    {
        var events = own.Of(details, names).ToList();
        var query = new PaymentTimelineQuery(
            details.Payment.Id,
            details.Payment.UserId,
            details.Payment.PaymentIntentId,
            [.. details.Refunds.Select(x => x.GatewayRefundId).OfType<string>(), .. details.Disputes.Select(x => x.Id)]);
        foreach (var source in sources)
            events.AddRange(await source.ReadAsync(query, cancellationToken));
        return [.. events.OrderBy(x => x.At)];
    }
}
