using System.Globalization;
using Marketplace.Ui;

namespace Acme.Greetings.Settings;

/// <summary>The settings as somebody types them.</summary>
internal sealed record GreetingSettingsInput : IEditForm
{
    public string? Version { get; set; }

    public string? Answer { get; set; }

    /// <summary>A number is text until it has been read.</summary>
    public string? KeepDays { get; set; }

    public static GreetingSettingsInput From(GreetingSettings settings) => new()
    {
        Version = RecordVersion.Of(settings),
        Answer = settings.Answer,
        KeepDays = settings.KeepDays.ToString(CultureInfo.InvariantCulture),
    };
}
