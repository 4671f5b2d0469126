namespace Marketplace.Content.Overview;

/// <summary>A part of the editors' overview, of any room or module. Registered by <c>AddScoped&lt;IOverviewPiece, …&gt;()</c>.</summary>
public interface IOverviewPiece
{
    int Order { get; }

    /// <returns>Null where there is nothing to say, not even that there is nothing to do.</returns>
    Task<OverviewPart?> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="Name">For tests and anchors: lower-case letters and <c>-</c>.</param>
/// <param name="Title">Localized.</param>
/// <param name="Icon">Name of a bootstrap icon.</param>
/// <param name="Nothing">Localized: what is said where nothing waits.</param>
/// <param name="More">Where all of them are, <c>~/…</c>.</param>
/// <param name="Lines">The first few.</param>
public sealed record OverviewPart(
    string Name, string Title, string Icon, int Count, string Nothing, string? More, IReadOnlyList<OverviewLine> Lines);

/// <param name="Href"><c>~/…</c>, where it is seen to.</param>
/// <param name="Detail">Localized, beside the text; may be empty.</param>
public sealed record OverviewLine(string Text, string Href, string Detail, DateTimeOffset? At);
