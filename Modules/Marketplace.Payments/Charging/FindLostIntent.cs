using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Logging;

namespace Marketplace.Payments.Charging;

/// <summary>
/// Finds the intent of an attempt whose answer was lost so long ago that its key may not be asked with again: by what the gateway noted of
/// it.
/// </summary>
internal sealed class FindLostIntent(IPaymentGateway gateway, ITenant tenant, TimeProvider time, ILogger<FindLostIntent> logger)
{
    /// <summary>Gateways forget what happened earlier.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    public async Task<LostIntent> ExecuteAsync(TopUpRow row, CancellationToken cancellationToken)
    {
        var earliest = time.GetUtcNow() - Remembered;
        var since = row.CreatedAt - Slack;
        var listed = await gateway.ListEventsAsync(
            new GatewayEventQuery(since < earliest ? earliest : since) { Subjects = [GatewaySubject.PaymentIntent] }, cancellationToken);
        if (listed.Value is not { } events)
            return new LostIntent.Unknown();
        var candidates = events.Where(x => x.Subject is GatewaySubject.PaymentIntent && MayBe(x, row)).OrderBy(x => x.CreatedAt)
            .Select(x => x.ObjectId).OfType<string>();
        foreach (var id in candidates.Distinct(StringComparer.Ordinal))
        {
            var asked = await gateway.GetIntentAsync(id, cancellationToken);
            if (asked.Error is { Code: not GatewayError.NoSuchObject })
                return new LostIntent.Unknown();
            if (asked.Value is not { } intent || TopUpMetadata.Mismatch(intent, row, tenant) is not null)
                continue;
            logger.LogInformation("Payment intent {PaymentIntentId} of top-up {TopUpId} was found by the gateway's events", id, row.Id);
            return new LostIntent.Found(intent);
        }

        return new LostIntent.None();
    }

    /// <summary>Others' payments on the same account need not be asked for one by one.</summary>
    private bool MayBe(GatewayEvent happened, TopUpRow row) =>
        happened.Metadata is not { } metadata
            || (metadata.GetValueOrDefault("tenant") == tenant.Name && metadata.GetValueOrDefault("topup_id") == row.Id);
}

internal abstract record LostIntent
{
    private LostIntent()
    {
    }

    public sealed record Found(PaymentIntent Intent) : LostIntent;

    /// <summary>The gateway never had it.</summary>
    public sealed record None : LostIntent;

    /// <summary>The gateway cannot be asked now.</summary>
    public sealed record Unknown : LostIntent;
}
