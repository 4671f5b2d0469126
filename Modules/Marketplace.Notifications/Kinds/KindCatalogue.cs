namespace Marketplace.Notifications.Kinds;

/// <summary>The kinds that the tenant's modules declare, in the language of whoever asks.</summary>
internal sealed class KindCatalogue(IEnumerable<INotificationKinds> providers)
{
    public IReadOnlyList<NotificationKind> List() =>
        [.. providers.SelectMany(x => x.GetKinds()).OrderBy(x => x.Category.Title, StringComparer.CurrentCulture)
            .ThenBy(x => x.Title, StringComparer.CurrentCulture)];

    public NotificationKind? Find(string id) => providers.SelectMany(x => x.GetKinds()).FirstOrDefault(x => x.Id == id);
}
