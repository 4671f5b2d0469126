using Marketplace.Content.Items;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.SiteMenus;

/// <summary>What a menu must be before it is saved.</summary>
internal sealed class SiteMenuRules(IPublishedContent published, IStringLocalizer<SiteMenuRules> text)
{
    public const int MostEntries = 60;
    public const int LongestLabel = 60;
    public const int LongestTarget = 500;

    /// <returns>The entries, and problems by index and property; the entries count only where there are none.</returns>
    public async Task<(IReadOnlyList<SiteMenuEntry> Entries, IReadOnlyList<(int Index, string Field, string Why)> Problems)> ReadAsync(
        IReadOnlyList<SiteMenuEntryInput> input, string language, CancellationToken cancellationToken)
    {
        var (entries, problems) = (new List<SiteMenuEntry>(), new List<(int, string, string)>());
        if (input.Count > MostEntries)
            problems.Add((-1, "", text["A menu has at most {0} entries. Remove some.", MostEntries]));
        for (var i = 0; i < input.Count && i < MostEntries; i++)
        {
            var (label, target) = (input[i].Label?.Trim() ?? "", input[i].Target?.Trim() ?? "");
            var isBelow = input[i].IsBelow && i > 0;
            if (label.Length is 0 or > LongestLabel || !NameRules.IsReadable(label))
                problems.Add((i, nameof(SiteMenuEntryInput.Label), text["Write 1 to {0} characters on one line.", LongestLabel]));
            if (target.StartsWith("~/", StringComparison.Ordinal))
                target = target[1..];
            var hasEntriesBelow = !isBelow && i + 1 < input.Count && input[i + 1].IsBelow;
            if (WhyNot(target, hasEntriesBelow) is { } why)
                problems.Add((i, nameof(SiteMenuEntryInput.Target), why));
            else
                entries.Add(new SiteMenuEntry(label, isBelow, await GroupOfAsync(target, language, cancellationToken), target));
        }

        return (entries, problems);
    }

    /// <summary>Whether visitors can follow it.</summary>
    private string? WhyNot(string target, bool hasEntriesBelow)
    {
        if (target.Length == 0)
            return hasEntriesBelow ? null : text["Say where it leads. Only a heading with entries below it may lead nowhere."].Value;
        if (target.Length > LongestTarget || target.Any(x => char.IsWhiteSpace(x) || char.IsControl(x) || x == '\\'))
            return text["An address has at most {0} characters and no spaces.", LongestTarget];
        if (target[0] == '/' && !target.StartsWith("//", StringComparison.Ordinal))
            return null;
        return Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "mailto"
            ? null
            : text["Begin an address with / for a page of this site, or with https:// for another one."].Value;
    }

    private async ValueTask<string?> GroupOfAsync(string target, string language, CancellationToken cancellationToken)
    {
        if (target is not ['/', ..] || target.Contains('#', StringComparison.Ordinal) || target.Contains('?', StringComparison.Ordinal))
            return null;
        var found = await published.FindAsync(target, language, cancellationToken)
            ?? await published.FindAsync(target, null, cancellationToken);
        return found?.Entry.GroupId;
    }
}
