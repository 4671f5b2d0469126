using Microsoft.Extensions.Localization;

namespace Acme.Greetings.Settings;

/// <summary>What the settings must be before they are saved.</summary>
internal sealed class GreetingSettingsRules(AmountReader amounts, IStringLocalizer<GreetingSettingsRules> text)
{
    public const int LongestAnswer = 300;
    private const int MostDays = 3650;

    /// <param name="stored">What the form does not show stays as it is.</param>
    /// <returns>The settings, and problems by property of the input; the settings count only where there are none.</returns>
    public (GreetingSettings Settings, Dictionary<string, string> Problems) Read(
        GreetingSettingsInput input, GreetingSettings stored)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var answer = input.Answer?.Trim() ?? "";
        if (answer.Length is 0 or > LongestAnswer || !NameRules.IsReadable(answer))
            problems[nameof(input.Answer)] = text["Write 1 to {0} characters on one line.", LongestAnswer];
        if (amounts.ReadWhole(input.KeepDays, 1, MostDays, out var days) is { } problem)
            problems[nameof(input.KeepDays)] = problem;
        return (stored with { Answer = answer, KeepDays = days }, problems);
    }
}
