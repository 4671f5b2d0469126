using Marketplace.Data;
using Marketplace.Deployments.Grid;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Deployments.SimulatedGrid;

/// <summary>
/// A grid of this host's own: it accepts every workload, starts it after a moment and invents its addresses from ranges that are reserved
/// for documentation. The same workload always gets the same addresses. Its memory is a table, so that it survives a crash as the real one
/// would.
/// </summary>
internal sealed class SimulatedGridClient(
    IDatabase database, ITenant tenant, IHostEnvironment environment, TimeProvider time, IStringLocalizer<SimulatedGridClient> text)
        : IGridClient
{
    private readonly SimulatedGridSettings _settings = tenant.Settings.Get<SimulatedGridSettings>(SimulatedGridSettings.Section);

    public Task<SubmitWorkloadResult> SubmitAsync(GridRequest request, CancellationToken cancellationToken) =>
        !environment.IsDevelopment() && !_settings.InProduction
            ? Task.FromResult<SubmitWorkloadResult>(new SubmitWorkloadResult.Refused(text["This site is not connected to a grid yet."]))
            : StoreAsync(request, cancellationToken);

    private Task<SubmitWorkloadResult> StoreAsync(GridRequest request, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();
                await transaction.ExecuteAsync(
                    """
                    insert into simulated_grid (id, name, kind, fails, ready_at) values (@id, @Name, @Kind, @fails, @readyAt)
                    on conflict (name) do nothing
                    """,
                    new
                    {
                        id = PrefixedId.New("grid", now), request.Name, request.Kind,
                        fails = _settings.FailingServices.Contains(request.ServiceId),
                        readyAt = now + TimeSpan.FromSeconds(_settings.StartSeconds),
                    },
                    cancellationToken);
                var id = await transaction.QuerySingleAsync<string>(
                    "select id from simulated_grid where name = @Name", new { request.Name }, cancellationToken);
                return (SubmitWorkloadResult)new SubmitWorkloadResult.Accepted(id);
            },
            cancellationToken);

    public async Task<GridState> GetAsync(string gridDeploymentId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var workload = await session.QuerySingleOrDefaultAsync<Workload>(
            "select name, kind, fails, ready_at, canceled_at from simulated_grid where id = @gridDeploymentId", new { gridDeploymentId },
            cancellationToken);
        return workload switch
        {
            null or { CanceledAt: not null } => new GridState.Failed(text["The grid no longer has this workload."]),
            _ when time.GetUtcNow() < workload.ReadyAt => new GridState.Pending(),
            { Fails: true } => new GridState.Failed(text["The grid found no node with enough free capacity."]),
            _ => new GridState.Ready(SimulatedAddresses.Of(workload.Name, workload.Kind)),
        };
    }

    public Task CancelAsync(string gridDeploymentId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            transaction => transaction.ExecuteAsync(
                "update simulated_grid set canceled_at = @now where id = @gridDeploymentId and canceled_at is null",
                new { gridDeploymentId, now = time.GetUtcNow() },
                cancellationToken),
            cancellationToken);

    private sealed record Workload
    {
        public required string Name { get; init; }

        public required string Kind { get; init; }

        public required bool Fails { get; init; }

        public required DateTimeOffset ReadyAt { get; init; }

        public DateTimeOffset? CanceledAt { get; init; }
    }
}
