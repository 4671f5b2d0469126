using System.Globalization;
using Marketplace.Content.Items;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Publishing;

/// <summary>
/// Times as editors type and see them: in the tenant's time zone (setting <c>site.timeZone</c>), whatever theirs is, so that two editors
/// see the same. Stored is UTC.
/// </summary>
internal sealed class TenantTimes(ITenant tenant, IStringLocalizer<TenantTimes> text)
{
    /// <summary>As a browser's field for date and time sends it.</summary>
    private const string Form = "yyyy-MM-dd'T'HH:mm";

    private static readonly string[] Forms = [Form, "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>Its IANA name, shown beside every such time; UTC where the setting names none that is known.</summary>
    public string ZoneName => Zone.Id is "Etc/UTC" ? "UTC" : Zone.Id;

    private TimeZoneInfo Zone =>
        TimeZoneInfo.TryFindSystemTimeZoneById(ContentSite.Of(tenant).TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Where the clocks are put forward an hour is missing, and is refused; where they are put back an hour comes twice, and its
    /// first is meant.</summary>
    /// <param name="typed">For example <c>2026-03-29T14:00</c>; blank: none.</param>
    /// <returns>The time, or a sentence why it is none.</returns>
    public (DateTimeOffset? At, string? Why) Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return (null, null);
        if (!DateTime.TryParseExact(typed.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return (null, text["Give a date and a time, for example 2026-11-21T14:30."]);
        var zone = Zone;
        if (local.Year is < 2000 or > 9000)
            return (null, text["Give a date and a time, for example 2026-11-21T14:30."]);
        if (zone.IsInvalidTime(local))
            return (null, text[
                "The clocks in {0} are put forward at that time, so {1} does not exist there on that day. "
                + "Choose a time an hour earlier or later.",
                ZoneName, local.ToString("HH:mm", CultureInfo.InvariantCulture)]);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return (new DateTimeOffset(local, offset).ToUniversalTime(), null);
    }

    /// <summary>As the field shows it.</summary>
    public string Write(DateTimeOffset? at) =>
        at is { } time ? TimeZoneInfo.ConvertTime(time, Zone).ToString(Form, CultureInfo.InvariantCulture) : "";

    /// <summary>For people to read, with the zone's name.</summary>
    public string Show(DateTimeOffset at) =>
        $"{TimeZoneInfo.ConvertTime(at, Zone).ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture)} {ZoneName}";
}
