namespace Marketplace.Notifications.Preferences;

/// <summary>A row of the page where people choose.</summary>
/// <param name="Kinds">What belongs to it.</param>
/// <param name="Always">Titles of the kinds that are told whatever is chosen.</param>
/// <param name="IsLocked">All of them are: there is nothing to choose.</param>
/// <param name="Defaults">What goes where unless the person chooses otherwise.</param>
/// <param name="Channels">What goes where now.</param>
internal sealed record CategoryChoice(
    NotificationCategory Category, IReadOnlyList<NotificationKind> Kinds, IReadOnlyList<string> Always, bool IsLocked,
    NotificationChannels Defaults, NotificationChannels Channels);

internal static class CategoryChoices
{
    public static readonly NotificationChannels[] Channels = [NotificationChannels.App, NotificationChannels.Mail];

    public static IReadOnlyList<CategoryChoice> From(
        IEnumerable<NotificationKind> kinds, ILookup<string, Choice> chosen, bool isAdministrator) =>
    [
        .. from kind in kinds
           where isAdministrator || !kind.Category.ForAdministrators
           group kind by kind.Category.Id into category
           select Of([.. category], chosen[category.Key]),
    ];

    private static CategoryChoice Of(IReadOnlyList<NotificationKind> kinds, IEnumerable<Choice> chosen)
    {
        var optional = kinds.Where(x => x.MaySwitchOff).ToList();
        var defaults = (optional.Count > 0 ? optional : kinds).Aggregate(
            NotificationChannels.None, (channels, x) => channels | x.DefaultChannels);
        return new CategoryChoice(
            kinds[0].Category,
            kinds,
            [.. kinds.Where(x => !x.MaySwitchOff).Select(x => x.Title)],
            optional.Count == 0,
            defaults,
            optional.Count == 0 ? defaults : PreferenceStore.Apply(defaults, chosen));
    }
}
