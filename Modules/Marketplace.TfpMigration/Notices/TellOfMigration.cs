using Marketplace.Credits.Points;
using Marketplace.Data;

namespace Marketplace.TfpMigration.Notices;

/// <summary>Tells customers that their points became credits, or that this was taken back (acceptance S0-69).</summary>
[StoredName("Marketplace.Credits.TfpMigration.TellOfMigration")]
[Delivery(Lane.Work)]
internal sealed class TellOfMigration(INotifier notifier, IDatabase database, CreditUnit unit)
    : IEventHandler<CustomerMigrated>, IEventHandler<CustomerMigrationRolledBack>
{
    public Task HandleAsync(CustomerMigrated @event, string eventId, CancellationToken cancellationToken) =>
        TellAsync(MigrationNotifications.Migrated, @event.UserId, eventId, @event.Balance, cancellationToken);

    public Task HandleAsync(CustomerMigrationRolledBack @event, string eventId, CancellationToken cancellationToken) =>
        TellAsync(MigrationNotifications.RolledBack, @event.UserId, eventId, @event.Balance, cancellationToken);

    private Task TellAsync(string kind, string userId, string eventId, CreditAmount balance, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["balance"] = unit.Format(balance) };
        return database.InTransactionAsync(
            db => notifier.NotifyAsync(
                db, new Notification(kind, userId, eventId, values, MigrationNotifications.Wallet), cancellationToken), cancellationToken);
    }
}
