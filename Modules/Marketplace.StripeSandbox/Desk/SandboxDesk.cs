using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Stripe.Account;
using Marketplace.StripeSandbox.Disputes;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.Protocol;
using Marketplace.StripeSandbox.Refunds;
using Marketplace.StripeSandbox.Weather;

namespace Marketplace.StripeSandbox.Desk;

/// <summary>What an operator sees of the sandbox, and what they may do in the place of a bank.</summary>
internal sealed class SandboxDesk(
    IDatabase database, SandboxObjects objects, SandboxRefunds refunds, SandboxDisputes disputes, SandboxEvents events,
    WeatherStore weather)
{
    public const int Shown = 25;

    public Task<SandboxState> ReadAsync(CancellationToken cancellationToken) => InCallAsync(
        async call => new SandboxState(
            await weather.ReadAsync(call.Db, cancellationToken),
            await objects.ListNewestAsync(call, IntentFactory.ObjectType, Shown),
            await objects.ListNewestAsync(call, SandboxRefunds.ObjectType, Shown),
            await objects.ListNewestAsync(call, SandboxDisputes.ObjectType, Shown),
            await objects.ListNewestAsync(call, SandboxEvents.ObjectType, Shown)),
        cancellationToken);

    /// <inheritdoc cref="WeatherStore.SaveAsync"/>
    public Task<(bool Saved, WebhookWeather Now)> SetWeatherAsync(
        string? version, WebhookWeather wanted, CancellationToken cancellationToken) =>
        database.InTransactionAsync(db => weather.SaveAsync(db, version, wanted, cancellationToken), cancellationToken);

    /// <returns>False when the refund is final, or unknown.</returns>
    public Task<bool> AdvanceRefundAsync(string id, bool succeeds, CancellationToken cancellationToken) => InCallAsync(
        async call => await objects.FindAsync(call, SandboxRefunds.ObjectType, id) is { } refund
            && await refunds.AdvanceAsync(call, refund, succeeds) is not null,
        cancellationToken);

    /// <returns>False when the dispute cannot go there, or is unknown.</returns>
    public Task<bool> AdvanceDisputeAsync(string id, string status, CancellationToken cancellationToken) => InCallAsync(
        async call => await objects.FindAsync(call, SandboxDisputes.ObjectType, id) is { } dispute
            && await disputes.AdvanceAsync(call, dispute, status) is not null,
        cancellationToken);

    /// <returns>False when the event is unknown.</returns>
    public Task<bool> ResendAsync(string id, CancellationToken cancellationToken) => InCallAsync(
        async call =>
        {
            if (await objects.FindAsync(call, SandboxEvents.ObjectType, id) is not { } stripeEvent)
                return false;
            await events.ResendAsync(call, stripeEvent);
            return true;
        },
        cancellationToken);

    private Task<T> InCallAsync<T>(Func<SandboxCall, Task<T>> work, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => work(
                new SandboxCall(
                    db, new SandboxParameters([]), "", IsPublishable: false, "", null, StripeAccount.ApiVersion, cancellationToken)),
                    cancellationToken);
}

internal sealed record SandboxState(
    WebhookWeather Weather, IReadOnlyList<JsonObject> Payments, IReadOnlyList<JsonObject> Refunds, IReadOnlyList<JsonObject> Disputes,
    IReadOnlyList<JsonObject> Events);
