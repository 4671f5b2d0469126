using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Forwarding;

/// <summary>What becomes of a redirect that somebody wants. A closed set.</summary>
internal abstract record RedirectPlan
{
    private RedirectPlan()
    {
    }

    /// <param name="From">Canonical.</param>
    /// <param name="To">Null: nothing is there any more.</param>
    /// <param name="IsNew">False: it takes the place of one from the same address.</param>
    /// <param name="IsChanged">False: it is there just so.</param>
    /// <param name="Repointed">Redirects that led to <paramref name="From"/> and now lead straight to <paramref name="To"/>.</param>
    /// <param name="Note">What was done differently from what was typed; null: nothing.</param>
    public sealed record Accepted(
        string From, string? To, int Status, bool IsNew, bool IsChanged, IReadOnlyList<string> Repointed, string? Note) : RedirectPlan;

    /// <param name="Field"><c>from</c> or <c>to</c>.</param>
    public sealed record Refused(string Field, string Why) : RedirectPlan;
}

/// <summary>All redirects of a site, with those that were planned on top: no loop and no chain can come about in it.</summary>
/// <param name="live">The text that readers see at an address, if any.</param>
/// <param name="addressOfGroup">Where the text of a group is now; null: readers do not see it.</param>
/// <param name="whyReserved">Why no redirect may begin at an address; null: it may.</param>
internal sealed class RedirectBook(
    IEnumerable<Redirect> stored, Func<string, PublishedEntry?> live, Func<string, string?> addressOfGroup,
    Func<string, string?> whyReserved, IStringLocalizer text)
{
    private const int LongestTarget = 500;

    private readonly Dictionary<string, (string? To, int Status)> _targets = stored.ToDictionary(
        x => x.FromAddress,
        x => (x.ToGroupId is { } group && addressOfGroup(group) is { } now ? now : x.ToAddress, x.Status),
        StringComparer.Ordinal);

    /// <param name="status"><see cref="Redirect.Moved"/> or <see cref="Redirect.Gone"/>.</param>
    public RedirectPlan Plan(string? typedFrom, string? typedTo, int status)
    {
        var (from, why) = ReadFrom(typedFrom);
        if (why is not null)
            return new RedirectPlan.Refused("from", why);
        (var to, why) = status == Redirect.Gone ? (null, null) : ReadTo(typedTo);
        if (why is not null)
            return new RedirectPlan.Refused("to", why);
        string? note = null;
        if (to is not null)
        {
            var path = new List<string> { from! };
            var end = Follow(to, path);
            if (end is null)
                return new RedirectPlan.Refused("to", text["It would lead in a circle: {0}.", string.Join(" → ", path)]);
            if (end != to)
                note = text["{0} is itself a redirect, so this one leads straight to {1}.", to, end];
            to = end;
        }

        var isNew = !_targets.TryGetValue(from!, out var before);
        var repointed = to is null ? [] : _targets.Where(x => x.Value.To is { } old && FoldOf(old) == from).Select(x => x.Key).ToList();
        foreach (var other in repointed)
            _targets[other] = (to, Redirect.Moved);
        _targets[from!] = (to, status);
        if (repointed.Count > 0)
            note = string.Join(' ', [note, text["{0} others that led there lead straight to {1} now.", repointed.Count, to!]]).Trim();
        return new RedirectPlan.Accepted(from!, to, status, isNew, isNew || before != (to, status), repointed, note);
    }

    public void Remove(string from) => _targets.Remove(from);

    /// <summary>Along the redirects that are there, to where no further one begins.</summary>
    /// <param name="path">Begins with the new redirect's address; what was passed is added.</param>
    /// <returns>Null for a circle.</returns>
    private string? Follow(string to, List<string> path)
    {
        for (var at = to;;)
        {
            var folded = FoldOf(at);
            path.Add(folded ?? at);
            if (folded == path[0] || (folded is not null && path.IndexOf(folded) < path.Count - 1))
                return null;
            if (folded is null || live(folded) is not null || !_targets.TryGetValue(folded, out var next) || next.To is null)
                return at;
            at = next.To;
        }
    }

    private (string? From, string? Why) ReadFrom(string? typed)
    {
        var trimmed = typed?.Trim() ?? "";
        if (trimmed.Length == 0 || trimmed.Any(x => char.IsWhiteSpace(x) || char.IsControl(x) || x is '?' or '#' or '\\' or ':')
            || trimmed.StartsWith("//", StringComparison.Ordinal) || ContentAddress.Fold(trimmed) is not { } from)
            return (null, text[
                "Give an old address of this site, for example /docs/old-page: at most {0} characters, no spaces, ? or #.",
                ContentAddress.Longest]);
        if (from.Length == 0)
            return (null, text["The home page cannot lead elsewhere."]);
        if (live(from) is { } page)
            return (null, text["“{0}” is published at {1}, and a page wins over a redirect. Move or delete it first.", page.Title, from]);
        return whyReserved(from) is { } why ? (null, why) : (from, null);
    }

    private (string? To, string? Why) ReadTo(string? typed)
    {
        var to = typed?.Trim() ?? "";
        if (to.StartsWith("~/", StringComparison.Ordinal))
            to = to[1..];
        var isClean = to.Length is > 0 and <= LongestTarget && !to.Any(x => char.IsWhiteSpace(x) || char.IsControl(x) || x == '\\');
        if (isClean && to[0] == '/' && !to.StartsWith("//", StringComparison.Ordinal))
            return (to, null);
        return isClean && Uri.TryCreate(to, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? (to, null)
            : (null, text["Say where it leads: an address of this site that begins with /, or another one that begins with https://."]);
    }

    /// <returns>Null for what is not an address of this site.</returns>
    private static string? FoldOf(string to) => to is ['/', ..] ? ContentAddress.Fold(to.Split('?', '#')[0]) : null;
}
