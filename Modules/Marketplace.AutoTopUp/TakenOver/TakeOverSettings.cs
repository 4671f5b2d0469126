using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Credits.Points;
using Marketplace.Data;

namespace Marketplace.AutoTopUp.TakenOver;

/// <summary>
/// What a customer had set in an older system becomes their settings here (S0-67): with the same amounts, and off, because nobody has
/// agreed to anything here and no card came with it. Who had it on there is asked for both, once. Settings that the customer chose here
/// already win.
/// </summary>
[StoredName("Marketplace.AutoTopUp.TakeOverSettings")]
[Delivery(Lane.Work)]
internal sealed class TakeOverSettings(
    IDatabase database, INotifier notifier, ConsentText consent, CreditUnit unit, ITenant tenant, TimeProvider time)
    : IEventHandler<AutoTopUpWished>, IEventHandler<CustomerMigrationRolledBack>
{
    public Task HandleAsync(AutoTopUpWished @event, string eventId, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            var settings = SettingsOf(@event.UserId, @event.Wish);
            if (await CustomerSettingsRows.TakeOverAsync(db, settings, time.GetUtcNow(), cancellationToken) && settings.AsksToGoOn)
                await TellAsync(db, settings, @event.MigrationId, cancellationToken);
        },
        cancellationToken);

    public Task HandleAsync(CustomerMigrationRolledBack @event, string eventId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => CustomerSettingsRows.ForgetTakenOverAsync(db, @event.UserId, cancellationToken), cancellationToken);

    /// <summary>What cannot be an amount here, such as none at all, becomes the site's own suggestion.</summary>
    private CustomerSettings SettingsOf(string userId, AutoTopUpWish wish)
    {
        var usual = CustomerSettings.DefaultOf(userId, tenant.Settings.Get<AutoTopUpSettings>(AutoTopUpSettings.Section));
        var threshold = CentsOf(wish.Threshold) ?? usual.ThresholdCents;
        var amount = CentsOf(wish.Amount) ?? usual.AmountCents;
        return usual with
        {
            ThresholdCents = threshold, AmountCents = amount, TargetCents = checked(threshold + amount), AsksToGoOn = wish.Enabled,
            DailyLimitCents = wish.DailyLimit is { } daily ? CentsOf(daily) : null, MonthlyLimitCents = wish.MonthlyLimit is { } monthly
                ? CentsOf(monthly)
                : null,
        };
    }

    private long? CentsOf(CreditAmount credits) => unit.AtMost(credits).Cents is > 0 and var cents ? cents : null;

    private Task TellAsync(UnitOfWork db, CustomerSettings settings, string migrationId, CancellationToken cancellationToken) =>
        notifier.NotifyAsync(
            db,
            new Notification(
                AutoTopUpNotifications.TakenOver, settings.UserId, $"{migrationId}:auto-top-up",
                () => new Dictionary<string, string>(StringComparer.Ordinal) { ["terms"] = consent.WishOf(settings) },
                AutoTopUpNotifications.SettingsPage),
            cancellationToken);
}
