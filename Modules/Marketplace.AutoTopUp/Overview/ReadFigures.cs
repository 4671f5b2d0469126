using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Credits.Accounts;
using Marketplace.Data;

namespace Marketplace.AutoTopUp.Overview;

/// <param name="ActiveCustomers">Whose balance moved in these days.</param>
/// <param name="ActiveWithAutoTopUp">Those of them who switched it on.</param>
/// <param name="Failed">No method paid, or the customer did not confirm.</param>
internal sealed record AutoTopUpFigures(
    int ActiveCustomers, int ActiveWithAutoTopUp, int Succeeded, int Failed, long SucceededCents, IReadOnlyList<FailureReason> Reasons,
    IReadOnlyList<SuspendedWallet> Suspended,
    IReadOnlyList<Attempt> Open)
{
    public const int Days = 30;

    public int? AdoptionPercent => ActiveCustomers == 0 ? null : 100 * ActiveWithAutoTopUp / ActiveCustomers;

    public decimal? SuccessPercent =>
        Succeeded + Failed == 0 ? null : decimal.Round(100m * Succeeded / (Succeeded + Failed), 1, MidpointRounding.ToZero);
}

internal sealed record FailureReason
{
    public required string Reason { get; init; }

    public required int Times { get; init; }
}

internal sealed record SuspendedWallet
{
    public required string UserId { get; init; }

    public required DateTimeOffset SuspendedAt { get; init; }

    public required string SuspendedReason { get; init; }
}

/// <summary>How auto top-up did in the last 30 days, and what waits for somebody.</summary>
internal sealed class ReadFigures(IDatabase database, ICustomerActivity activity, TimeProvider time)
{
    private const int Shown = 100;

    public async Task<AutoTopUpFigures> ExecuteAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - TimeSpan.FromDays(AutoTopUpFigures.Days);
        await using var db = await database.OpenAsync(cancellationToken);
        var enabled = await db.QueryAsync<string>(
            "select user_id from auto_topup_settings where enabled = @yes", new { yes = true }, cancellationToken);
        var ends = await db.QueryAsync<EndRow>(
            "select status, count(*) as times, cast(coalesce(sum(cents), 0) as bigint) as cents from auto_topup_attempts where created_at "
            + ">= @since group by status", new { since }, cancellationToken);
        var reasons = await db.QueryAsync<FailureReason>(
            """
            select reason, count(*) as times from auto_topup_attempts where created_at >= @since and status in ('Failed', 'Expired')
            and reason is not null
            group by reason order by count(*) desc, reason limit 10
            """,
            new { since },
            cancellationToken);
        var suspended = await db.QueryAsync<SuspendedWallet>(
            "select user_id, suspended_at, suspended_reason from auto_topup_settings where suspended_at is not null order by suspended_at "
            + "desc limit @Shown", new { Shown }, cancellationToken);
        var open = await db.QueryAsync<Attempt>(
            $"select {Attempt.Columns} from auto_topup_attempts where {Attempt.IsOpenSql} order by created_at limit @Shown", new { Shown },
            cancellationToken);
        var succeeded = ends.FirstOrDefault(x => x.Status is AttemptStatus.Succeeded);
        return new AutoTopUpFigures(
            await activity.CountAsync(since, among: null, cancellationToken),
            await activity.CountAsync(since, enabled, cancellationToken),
            succeeded?.Times ?? 0,
            ends.Where(x => x.Status is AttemptStatus.Failed or AttemptStatus.Expired).Sum(x => x.Times),
            succeeded?.Cents ?? 0, reasons, suspended, open);
    }

    private sealed record EndRow
    {
        public required AttemptStatus Status { get; init; }

        public required int Times { get; init; }

        public required long Cents { get; init; }
    }
}
