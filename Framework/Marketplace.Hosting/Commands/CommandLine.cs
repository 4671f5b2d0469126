using Marketplace.Abstractions;

namespace Marketplace.Hosting.Commands;

/// <summary>A command line whose first word is a command, taken apart.</summary>
/// <param name="Settings">What the host reads as settings: <c>--urls</c>, <c>--Marketplace:AppData</c> and the like, with their
/// values.</param>
internal sealed record CommandLine(string Command, string? Tenant, IReadOnlyList<string> Arguments, string[] Settings)
{
    private static readonly string[] HostOptions = ["urls", "environment", "contentRoot", "applicationName"];

    /// <returns>Null when the line only has settings, so that the host serves.</returns>
    /// <exception cref="CommandUsageException">The tenant is missing or given twice.</exception>
    public static CommandLine? Parse(IReadOnlyList<string> args)
    {
        if (args.Count == 0 || args[0].StartsWith('-') || args[0].StartsWith('/') || args[0].Contains('=', StringComparison.Ordinal))
            return null;
        var settings = new List<string>();
        var own = new List<string>();
        for (var i = 1; i < args.Count; i++)
        {
            if (!IsSetting(args[i]))
            {
                own.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Count)
                settings.Add(args[++i]);
        }

        // Only the host's part of the line may reach its settings: an option of the command would swallow the word after it.
        var line = new CommandArguments(own);
        var tenant = line.TakeOption("--tenant");
        return new CommandLine(args[0], tenant, line.Left, [.. settings]);
    }

    private static bool IsSetting(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal))
            return false;
        var name = argument[2..].Split('=', 2)[0];
        return name.Contains(':', StringComparison.Ordinal) || HostOptions.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
