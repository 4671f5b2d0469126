using Marketplace.Benchmarks.Ledger;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Payments;

/// <summary>
/// Debits while their events are handled, as in a running host; with the automatic top-up every customer has it on and stays above the
/// threshold.
/// </summary>
internal sealed class WatchedDebits : IAsyncDisposable
{
    private readonly TestShell _shell;
    private readonly Debits _debits;

    private WatchedDebits(TestShell shell, Debits debits) => (_shell, _debits) = (shell, debits);

    public static async Task<WatchedDebits> PrepareAsync(bool withAutoTopUp)
    {
        var shell = withAutoTopUp
            ? await TestShell.CreateAsync(
                DatabaseKind.Postgres, new Credits.Startup(), new Marketplace.Payments.Startup(), new AutoTopUp.Startup())
            : await TestShell.CreateAsync(DatabaseKind.Postgres, new Credits.Startup(), new Marketplace.Payments.Startup());
        var debits = await Debits.PrepareAsync(shell);
        if (withAutoTopUp)
        {
            await shell.Database.InTransactionAsync(
                db => db.ExecuteAsync(
                    """
                    insert into auto_topup_settings
                      (user_id, enabled, mode, threshold_cents, amount_cents, target_cents, runway_days, consent_at, consent_text,
                      consent_terms, created_at, updated_at)
                    select distinct owner, true, 'Fixed', 1000, 2500, 5000, 30, @now, 'Yes', 'Yes', @now, @now from ledger_accounts
                    where kind = 'customer'
                    """,
                    new { now = shell.Time.GetUtcNow() }),
                CancellationToken.None);
        }

        await shell.DrainOutboxAsync();
        await shell.Database.InTransactionAsync(db => db.ExecuteAsync("analyze;"), CancellationToken.None);
        return new WatchedDebits(shell, debits);
    }

    /// <returns>Debits per second.</returns>
    public async Task<double> MeasureAsync(TimeSpan time)
    {
        var measured = _debits.SpreadAsync(time);
        while (!measured.IsCompleted)
        {
            if (await _shell.DrainOutboxAsync() == 0)
                await Task.WhenAny(measured, Task.Delay(10));
        }

        return await measured;
    }

    public ValueTask DisposeAsync() => _shell.DisposeAsync();
}
