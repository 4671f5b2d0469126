using System.Globalization;
using Marketplace.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Hosting.Startup;

/// <summary>Looks at the settings that would otherwise fail late, with a stack trace.</summary>
internal static class SettingsCheck
{
    private static readonly string[] PositiveNumbers =
    [
        "Marketplace:IdleMinutes", "Marketplace:PasswordIterations", "Marketplace:RateLimits:SignIn", "Marketplace:RateLimits:Money",
        "Marketplace:Outbox:GiveUpAfterDays", "Marketplace:Outbox:Lanes:Money", "Marketplace:Outbox:Lanes:Work",
        "Marketplace:Outbox:Lanes:Mail", "Marketplace:Outbox:Lanes:Webhooks", "Marketplace:Jobs:Concurrency", "Marketplace:Jobs:Retries",
    ];

    private static readonly string[] Times =
    [
        "Marketplace:Jobs:FirstPause", "Marketplace:Jobs:UnavailablePause", "Marketplace:Jobs:QueuePolling",
        "Marketplace:Jobs:SchedulePolling", "Marketplace:Jobs:ClaimTime", "Marketplace:Jobs:StopTime",
    ];

    /// <exception cref="StartupException">A setting does not say what it should; the message names it.</exception>
    public static void Run(IConfiguration configuration)
    {
        foreach (var setting in PositiveNumbers)
        {
            if (configuration[setting] is { } value
                && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
                throw new StartupException(
                    $"The setting {setting} is '{value}', which is not a whole number above zero: correct it or remove it.");
        }

        foreach (var setting in Times)
        {
            if (configuration[setting] is { } value
                && !(TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero))
                throw new StartupException(
                    $"The setting {setting} is '{value}', which is not a time above zero such as 00:00:10: correct it or remove it.");
        }

        CheckFonts(configuration.GetSection("Marketplace:Fonts"));
        foreach (var url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                BindingAddress.Parse(url.Trim());
            }
            catch (FormatException e)
            {
                throw new StartupException(
                    $"The address '{url}' to listen on is not one such as http://localhost:5000: correct --urls or ASPNETCORE_URLS.", e);
            }
        }
    }

    private static void CheckFonts(IConfigurationSection fonts)
    {
        if (fonts.Value is { Length: > 0 } value)
            throw new StartupException(
                $"The setting {fonts.Path} is '{value}', but it is a list: write {fonts.Path}:0, :1 and so on, one folder each.");
        foreach (var folder in fonts.GetChildren())
        {
            if (folder.Value is { Length: > 0 } path && !Directory.Exists(path))
                throw new StartupException(
                    $"The setting {folder.Path} is '{path}', which is no folder that this process can see: correct it or remove it.");
        }
    }
}
