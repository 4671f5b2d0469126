namespace Marketplace.Notifications;

internal sealed class Permissions : IPermissionProvider
{
    public const string EditNotificationTexts = nameof(EditNotificationTexts);

    public const string ViewDeliveries = nameof(ViewDeliveries);

    public IEnumerable<Permission> GetPermissions() =>
    [
        new(EditNotificationTexts, "Edit the texts of mails and notifications", Roles.Editor),
        new(ViewDeliveries, "See what was sent to whom, and send what failed again", Roles.Operator),
    ];
}
