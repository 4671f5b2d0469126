using Marketplace.Content.Publishing;

namespace Marketplace.Content.Announcements;

/// <summary>When and how an announcement stands on top of every page.</summary>
/// <param name="From">Null: as soon as it is published.</param>
/// <param name="Until">Null: as long as it is published.</param>
/// <param name="MayBeHidden">By whoever has read it.</param>
internal sealed record Banner(DateTimeOffset? From, DateTimeOffset? Until, bool IsWarning, bool MayBeHidden)
{
    public const string Shown = "banner";
    public const string FromField = "banner-from";
    public const string UntilField = "banner-until";
    public const string Warning = "banner-warning";
    public const string Stays = "banner-stays";

    private const string Yes = "yes";

    /// <returns>Null where it is no banner.</returns>
    public static Banner? Read(IReadOnlyDictionary<string, string> fields, TenantTimes times)
    {
        if (fields.GetValueOrDefault(Shown) != Yes)
            return null;
        var (from, until) = (fields.GetValueOrDefault(FromField), fields.GetValueOrDefault(UntilField));
        return new Banner(
            Time(from, times), Time(until, times), fields.GetValueOrDefault(Warning) == Yes, fields.GetValueOrDefault(Stays) != Yes);
    }

    public bool IsValidAt(DateTimeOffset now) => !(now < From) && !(now >= Until);

    /// <summary>An hour that the clocks leave out is the one that they go on with.</summary>
    private static DateTimeOffset? Time(string? typed, TenantTimes times) =>
        times.Read(typed).At
        ?? (DateTime.TryParse(typed, System.Globalization.CultureInfo.InvariantCulture, out var local)
            ? times.Read(local.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture)).At
            : null);
}
