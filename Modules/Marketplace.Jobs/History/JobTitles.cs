using Humanizer;

namespace Marketplace.Jobs.History;

/// <summary>Stored names for readers: <c>Marketplace.Deployments.ProvisionJob</c> becomes "Provision".</summary>
internal static class JobTitles
{
    public static string Of(string type)
    {
        var name = type[(type.LastIndexOfAny(['.', '+']) + 1)..];
        foreach (var ending in (ReadOnlySpan<string>)["Task", "Job"])
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                name = name[..^ending.Length];
        }

        return name.Humanize(LetterCasing.Sentence);
    }
}
