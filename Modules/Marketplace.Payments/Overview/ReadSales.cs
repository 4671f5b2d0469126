using Marketplace.Data;
using Marketplace.Ui;

namespace Marketplace.Payments.Overview;

/// <summary>What customers paid by card, in USD per day.</summary>
internal sealed class ReadSales(IDatabase database, TimeProvider time)
{
    public const int Days = 30;

    private Task<DailyValues>? _read;

    /// <summary>Twice the days shown, so that they can be compared with those before; read once per request.</summary>
    public Task<DailyValues> ExecuteAsync(CancellationToken cancellationToken) => _read ??= ReadAsync(cancellationToken);

    private async Task<DailyValues> ReadAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<(string Day, long Cents)>(
            $"""
             select {db.Dialect.Day("updated_at")}, cast(sum(amount_cents) as bigint)
             from top_ups where status = 'Succeeded' and updated_at >= @since
             group by 1
             """,
            new { since = new DateTimeOffset(today.AddDays(1 - (2 * Days)), TimeOnly.MinValue, TimeSpan.Zero) },
            cancellationToken);
        return DailyValues.Fill(rows.ToDictionary(x => x.Day, x => new Usd(x.Cents).ToDecimal(), StringComparer.Ordinal), today, 2 * Days);
    }
}
