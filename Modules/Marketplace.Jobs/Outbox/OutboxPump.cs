using Marketplace.Data;
using Marketplace.Jobs.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Jobs.Outbox;

/// <summary>
/// Hands out the tenant's events as soon as something was committed, and keeps its lanes going. What is left, because a handler failed,
/// gets a stored wake-up call, so that neither an idle tenant nor a process that dies leaves an event behind.
/// </summary>
internal sealed class OutboxPump : ITenantEvents
{
    private readonly string _tenant;
    private readonly ITenantDirectory _directory;
    private readonly OutboxSignal _signal;
    private readonly TimeProvider _time;
    private readonly WakeUpCalls _calls;
    private readonly ILogger<OutboxPump> _logger;
    private readonly IReadOnlyDictionary<Lane, LaneWorker> _lanes;
    private readonly CancellationToken _stopping;
    private readonly OutboxRelay _relay;
    private readonly RunningHere _running;
    private readonly bool _isAlone;
    private int _wakes;
    private int _isNew;

    public OutboxPump(
        ITenant tenant,
        ITenantDirectory directory,
        IHostServices host,
        IDatabase database,
        OutboxRelay relay,
        OutboxSignal signal,
        TimeProvider time,
        IOptions<OutboxOptions> options,
        ILogger<OutboxPump> logger,
        IHostApplicationLifetime? lifetime = null)
    {
        _stopping = lifetime?.ApplicationStopping ?? CancellationToken.None;
        (_tenant, _directory, _signal, _time, _logger) = (tenant.Name, directory, signal, time, logger);
        (_relay, _running, _isAlone) = (relay, host.GetRequiredService<RunningHere>(), !Claim.CanLapse(database.Dialect));
        _calls = new WakeUpCalls(tenant.Name, host, InTenantAsync, time, logger);
        _lanes = Enum.GetValues<Lane>()
            .ToDictionary(x => x, x => new LaneWorker(x, options.Value.Lanes.Of(x), InTenantAsync, _calls.Plan, logger, _stopping));
    }

    public async Task ActivatedAsync(CancellationToken cancellationToken)
    {
        // A SQLite file has one process: what is claimed there when it begins, a process claimed that died.
        if (_isAlone && _running.TryBegin(_tenant))
            await _relay.EndClaimsAsync(cancellationToken);
        _signal.Raised += Wake;
        _signal.RaisedForAll += WakeAll;
        _isNew = 1;
        WakeAll();
    }

    public Task TerminatingAsync()
    {
        _signal.Raised -= Wake;
        _signal.RaisedForAll -= WakeAll;
        return Task.CompletedTask;
    }

    /// <summary>Wakes everything where something is due. Where nothing is, it costs one question and leaves nothing running.</summary>
    public async Task WakeForDueAsync(OutboxRelay relay, CancellationToken cancellationToken)
    {
        if (await relay.FindNextDueAsync(cancellationToken) is { } due && due <= _time.GetUtcNow())
            WakeAll();
    }

    /// <summary>Hands out what is due, and has every lane look for what is due. It goes on in the background.</summary>
    public void WakeAll()
    {
        Wake();
        foreach (var lane in _lanes.Values)
            lane.Wake();
    }

    private void Wake()
    {
        if (Interlocked.Increment(ref _wakes) > 1)
            return;
        // It must not go on in the context of the request that woke it.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(HandOutAllAsync);
    }

    private async Task HandOutAllAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _wakes);
            try
            {
                if (!_stopping.IsCancellationRequested)
                    await InTenantAsync(HandOutAsync);
            }
            catch (Exception e)
            {
                _logger.LogError(e, "The events of {Tenant} could not be handed out; the recurring task tries again", _tenant);
            }
        }
        while (Interlocked.CompareExchange(ref _wakes, 0, seen) != seen);
    }

    private async Task HandOutAsync(OutboxRelay relay)
    {
        // What failed for want of a feature or a setting has its chance with every shell that begins.
        if (Volatile.Read(ref _isNew) == 1)
        {
            await relay.RetryFailedAsync(CancellationToken.None);
            Volatile.Write(ref _isNew, 0);
            foreach (var lane in _lanes.Values)
                lane.Wake();
        }

        HandedOut handedOut;
        do
        {
            handedOut = await relay.HandOutAsync(lane => _lanes[lane].Room, CancellationToken.None);
            foreach (var deliveries in handedOut.Claimed)
                _lanes[deliveries.Key].Take(deliveries);
            foreach (var lane in handedOut.Waiting)
                _lanes[lane].Wake();
        }
        while (!handedOut.IsComplete);
        // A lane that has something to do plans for what it leaves.
        if (handedOut.Claimed.Count == 0 && handedOut.Waiting.Count == 0)
            _calls.Plan();
    }

    /// <summary>The tenant's present shell may be a newer one than this pump's.</summary>
    private Task<bool> InTenantAsync(Func<OutboxRelay, Task> work) =>
        _directory.RunInTenantAsync(
            _tenant, activate: true, (services, _) => work(services.GetRequiredService<OutboxRelay>()), CancellationToken.None);
}
