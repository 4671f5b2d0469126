using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications;

internal sealed class NotificationsMenu(IStringLocalizer<NotificationsMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Dashboard => [new(text["Notifications"], "~/dashboard/notifications", "bell", 80)],
        Menus.Admin =>
        [
            new(text["Notification texts"], "~/admin/notifications/templates", "envelope-paper", 60, text["Notifications"],
                Permissions.EditNotificationTexts),
            new(text["Deliveries"], "~/admin/notifications/deliveries", "send-check", 61, text["Notifications"],
                Permissions.ViewDeliveries),
        ],
        _ => [],
    };
}
