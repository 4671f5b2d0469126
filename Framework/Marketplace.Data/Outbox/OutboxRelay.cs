using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Marketplace.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Data;

/// <summary>
/// Brings events to their handlers, at least once each: an event is handed out as one delivery per handler, and each delivery is tried,
/// alone, until it succeeds. Deliveries are claimed for a while, so several processes can work on one outbox, and a process that dies
/// leaves its claims to lapse. Whoever drives it decides how many of a lane run at once.
/// </summary>
public sealed class OutboxRelay
{
    /// <summary>How long a claimed delivery is left to the process that claimed it: nobody waits longer for one that died.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(80);

    private const int BatchSize = 20;

    /// <summary>
    /// Left of a claim when a handler that takes too long is cancelled, so that its failure is written before others may claim it.
    /// </summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly ILogger<OutboxRelay> _logger;
    private readonly IDatabase _database;
    private readonly HandOut _handOut;
    private readonly DeliveryRows _rows;
    private readonly Dictionary<(string Event, string Handler), EventHandlerRegistration> _handlers;
    private readonly ILookup<Lane, string> _lanes;

    public OutboxRelay(
        IDatabase database, IServiceScopeFactory scopes, IEnumerable<EventHandlerRegistration> handlers, TimeProvider time,
        ILogger<OutboxRelay> logger)
    {
        (_database, _scopes, _time, _logger) = (database, scopes, time, logger);
        var here = handlers.DistinctBy(x => (x.EventName, x.HandlerName)).ToList();
        _handlers = here.ToDictionary(x => (x.EventName, x.HandlerName));
        _lanes = here.DistinctBy(x => x.HandlerName, StringComparer.Ordinal).ToLookup(x => x.Lane, x => x.HandlerName);
        _handOut = new HandOut(database, here, time);
        _rows = new DeliveryRows(database, time);
    }

    /// <summary>Whether deliveries of the lane end at an age; the others wait for ever.</summary>
    public static bool MayGiveUp(Lane lane) => lane is Lane.Mail or Lane.Webhooks;

    /// <summary>Turns events that are due into deliveries, a batch of them.</summary>
    /// <param name="room">How many deliveries of a lane the caller can begin with at once; these are claimed for it.</param>
    public Task<HandedOut> HandOutAsync(Func<Lane, int> room, CancellationToken cancellationToken) =>
        _handOut.RunAsync(room, cancellationToken);

    /// <summary>Claims deliveries of a lane that are due, oldest first.</summary>
    public async Task<IReadOnlyList<OutboxDelivery>> ClaimAsync(Lane lane, int limit, CancellationToken cancellationToken) =>
        _lanes[lane].ToArray() is { Length: > 0 } handlers ? await _rows.ClaimAsync(handlers, limit, cancellationToken) : [];

    /// <summary>Gives claimed deliveries back, untried.</summary>
    public Task ReleaseAsync(IReadOnlyList<OutboxDelivery> deliveries) => _rows.ReleaseAsync(deliveries);

    /// <summary>What failed is due at once: other features may be on now, or other settings hold.</summary>
    public Task RetryFailedAsync(CancellationToken cancellationToken) =>
        _rows.RetryFailedAsync([.. _lanes.SelectMany(x => x)], cancellationToken);

    /// <summary>
    /// Ends all claims, for a process that begins where nobody else works: what is claimed there is claimed by a dead one.
    /// </summary>
    public Task EndClaimsAsync(CancellationToken cancellationToken) => _rows.EndClaimsAsync(cancellationToken);

    /// <summary>Runs the handler of a claimed delivery in a scope of its own, and writes down how it went.</summary>
    /// <returns>False when it failed, and is tried again later.</returns>
    public async Task<bool> HandleAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var left = delivery.ClaimedUntil - Reserve - _time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            // It waited too long for its turn, and another relay may have it by now.
            await _rows.ReleaseAsync([delivery]);
            return false;
        }

        using var limit = new CancellationTokenSource(left, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        string? error = null;
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            // Its feature may have been switched off since, or a newer version handles other events.
            var registration = _handlers.GetValueOrDefault((delivery.Event, delivery.Handler))
                ?? throw new InvalidOperationException("No feature that is on handles this event.");
            await InvokeAsync(scope.ServiceProvider, registration, delivery, both.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _rows.ReleaseAsync([delivery]);
            throw;
        }
        catch (Exception e)
        {
            error = e is OperationCanceledException && limit.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"It was not done within {(Claim - Reserve).TotalSeconds:0} seconds.")
                : e.Message;
            _logger.LogError(
                e, "{Handler} could not handle event {EventId} ({Event}), attempt {Attempt}", delivery.Handler, delivery.EventId,
                delivery.Event, delivery.Attempts);
        }

        await _rows.FinishAsync(delivery, error);
        return error is null;
    }

    /// <summary>
    /// Works until nothing is due, one delivery after the other: for tests and commands. A running host drives the lanes instead.
    /// </summary>
    /// <returns>How many deliveries succeeded.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        for (var finished = 0; ;)
        {
            var handedOut = await HandOutAsync(_ => 0, cancellationToken);
            var handled = 0;
            foreach (var lane in Enum.GetValues<Lane>())
            {
                while (await ClaimAsync(lane, BatchSize, cancellationToken) is { Count: > 0 } deliveries)
                {
                    handled += deliveries.Count;
                    finished += await HandleAllAsync(deliveries, cancellationToken);
                }
            }

            if (handedOut.Events + handled == 0)
                return finished;
        }
    }

    /// <summary>When something that this process can do is due next, or null when nothing waits for it.</summary>
    public async Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken)
    {
        var handlers = _lanes.SelectMany(x => x).ToArray();
        await using var session = await _database.OpenAsync(cancellationToken);
        var due = await session.QueryAsync<DateTimeOffset>(
            $"""
             select due_at from (
               select case when claimed_until > next_attempt_at then claimed_until else next_attempt_at end as due_at from outbox
               where done_at is null
               union all
               select case when claimed_until > next_attempt_at then claimed_until else next_attempt_at end from outbox_deliveries
               where given_up_at is null and {_database.Dialect.In("handler", "handlers")}) as due
             order by due_at limit 1
             """,
            new { handlers },
            cancellationToken);
        return due.Count == 0 ? null : due[0];
    }

    private async Task<int> HandleAllAsync(IReadOnlyList<OutboxDelivery> deliveries, CancellationToken cancellationToken)
    {
        var finished = 0;
        var next = 0;
        try
        {
            while (next < deliveries.Count)
                finished += await HandleAsync(deliveries[next++], cancellationToken) ? 1 : 0;
            return finished;
        }
        finally
        {
            await ReleaseAsync([.. deliveries.Skip(next)]);
        }
    }

    private static Task InvokeAsync(
        IServiceProvider services, EventHandlerRegistration registration, OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var @event = JsonSerializer.Deserialize(delivery.Payload, registration.EventType, TenantSettings.Json)
            ?? throw new InvalidOperationException($"The event {delivery.EventId} is empty.");
        var handler = services.GetRequiredService(registration.HandlerType);
        var method = typeof(IEventHandler<>).MakeGenericType(registration.EventType).GetMethod(nameof(IEventHandler<>.HandleAsync))!;
        return (Task)method.Invoke(
            handler, BindingFlags.DoNotWrapExceptions, null, [@event, delivery.EventId, cancellationToken], CultureInfo.InvariantCulture)!;
    }
}
