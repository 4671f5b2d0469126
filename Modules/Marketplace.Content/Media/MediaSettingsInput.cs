using System.Globalization;
using Marketplace.Ui;

namespace Marketplace.Content.Media;

/// <summary>The settings as somebody types them.</summary>
internal sealed record MediaSettingsInput : IEditForm
{
    public string? Version { get; set; }

    /// <summary>A number is text until it has been read.</summary>
    public string? LargestMegabytes { get; set; }

    public static MediaSettingsInput From(MediaSettings settings) => new()
    {
        Version = RecordVersion.Of(settings),
        LargestMegabytes = settings.LargestMegabytes.ToString(CultureInfo.InvariantCulture),
    };
}
