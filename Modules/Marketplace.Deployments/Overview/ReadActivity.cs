using Marketplace.Data;
using Marketplace.Deployments.Deployments;
using Marketplace.Ui;

namespace Marketplace.Deployments.Overview;

/// <param name="OnTheirWay">Queued or provisioning.</param>
/// <param name="Failed">In the last seven days.</param>
/// <param name="PerDay">New ones.</param>
public sealed record Activity(long Running, long OnTheirWay, long Failed, DailyValues PerDay);

/// <summary>What is going on with everybody's deployments, read once per request.</summary>
internal sealed class ReadActivity(IDatabase database, TimeProvider time)
{
    private const int Days = 30;
    private static readonly TimeSpan AttentionSpan = TimeSpan.FromDays(7);

    private Task<Activity>? _read;

    public Task<Activity> ExecuteAsync(CancellationToken cancellationToken) => _read ??= ReadAsync(cancellationToken);

    private async Task<Activity> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await using var db = await database.OpenAsync(cancellationToken);
        var states = (await db.QueryAsync<(string Status, long Number)>(
                "select status, count(*) from deployments where status in ('Queued', 'Provisioning', 'Running') or (status = 'Failed' and "
                + "updated_at >= @since) group by status",
                new { since = now - AttentionSpan },
                cancellationToken))
            .ToDictionary(x => x.Status, x => x.Number, StringComparer.Ordinal);
        var rows = await db.QueryAsync<(string Day, long Number)>(
            $"select {db.Dialect.Day("created_at")}, count(*) from deployments where created_at >= @since group by 1",
            new { since = new DateTimeOffset(today.AddDays(1 - Days), TimeOnly.MinValue, TimeSpan.Zero) },
            cancellationToken);
        return new Activity(
            states.GetValueOrDefault(nameof(DeploymentStatus.Running)),
            states.GetValueOrDefault(nameof(DeploymentStatus.Queued)) + states.GetValueOrDefault(nameof(DeploymentStatus.Provisioning)),
            states.GetValueOrDefault(nameof(DeploymentStatus.Failed)),
            DailyValues.Fill(rows.ToDictionary(x => x.Day, x => (decimal)x.Number, StringComparer.Ordinal), today, Days));
    }
}
