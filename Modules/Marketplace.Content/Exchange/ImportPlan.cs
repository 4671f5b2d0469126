using Marketplace.Content.Items;

namespace Marketplace.Content.Exchange;

/// <summary>What an import does with one page.</summary>
internal enum ImportAct
{
    New,

    /// <summary>The file changed since it was last brought or fetched, and nobody edited the page here.</summary>
    Changed,

    Unchanged,

    /// <summary>The page was edited here, and the file is as it was: the page stays.</summary>
    Kept,

    /// <summary>File and page differ, and nobody knows which is newer: somebody must choose.</summary>
    Conflict,

    /// <summary>It was deleted or moved here since it was brought: it stays away unless somebody chooses otherwise.</summary>
    Gone,
}

/// <param name="Current">As it is here; null: there is none at this address.</param>
/// <param name="Digest">Of what the file holds.</param>
internal sealed record PlannedPage(ExchangePage Page, ImportAct Act, ContentItem? Current, string Digest)
{
    /// <summary>Names the pictures that nobody has described: with one, the page comes as a draft. Null where there is none.</summary>
    public string? Undescribed { get; init; }

    /// <summary>Readers get it at once.</summary>
    public bool IsForReaders => Page.IsPublished && Undescribed is null;

    /// <summary>Done only where somebody chose it.</summary>
    public bool NeedsChoice => Act is ImportAct.Conflict or ImportAct.Gone;

    /// <summary>How forms name it.</summary>
    public string Name => $"{Page.Kind} {Page.Language} {Page.Address}";
}

internal sealed record PlannedMedia(ExchangeMedia File, ImportAct Act);

/// <summary>What an import would do, page by page. Nothing is written by making one.</summary>
/// <param name="Problems">Where there is any, nothing is imported.</param>
internal sealed record ImportPlan(
    IReadOnlyList<PlannedPage> Pages, IReadOnlyList<PlannedMedia> Media, IReadOnlyList<string> Ignored, IReadOnlyList<FileProblem> Problems)
{
    /// <summary>What a form carries: it is another where anything that was shown is another.</summary>
    public string Version => RecordVersion.Of((
        Pages.Select(x => (x.Name, x.Act, x.Current?.Version, x.Digest)).ToList(), Media.Select(x => (x.File.Path, x.Act)).ToList()));

    public bool HasWork => Pages.Any(x => x.Act is ImportAct.New or ImportAct.Changed || x.NeedsChoice)
        || Media.Any(x => x.Act is ImportAct.New or ImportAct.Changed);
}
