using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Announcements;

/// <summary>News of the site. Each may also stand as a banner on top of every page, for a time.</summary>
internal sealed class AnnouncementKind(TenantTimes times, IStringLocalizer<AnnouncementKind> text) : IContentKinds
{
    public const string Name = "announcement";
    public const string Root = "/announcements";

    public IEnumerable<ContentKind> GetKinds() =>
    [
        new(Name, text["Announcement"])
        {
            Root = Root,
            Fields =
            [
                new(Banner.Shown, text["Show as a banner"], ContentFieldType.YesNo,
                    text["On top of every page, with the title and the description. Keep both short."]),
                new(Banner.FromField, text["Banner from"], ContentFieldType.Time,
                    text["Without one: as soon as it is published. Times are in {0}.", times.ZoneName]),
                new(Banner.UntilField, text["Banner until"], ContentFieldType.Time,
                    text["Without one: until it is taken back. Times are in {0}.", times.ZoneName])
                { After = Banner.FromField },
                new(Banner.Warning, text["Show as a warning"], ContentFieldType.YesNo,
                    text["For what readers must act on, such as planned maintenance."]),
                new(Banner.Stays, text["Readers cannot hide it"], ContentFieldType.YesNo,
                    text["Else whoever has read it hides it for good."]),
            ],
        },
    ];
}
