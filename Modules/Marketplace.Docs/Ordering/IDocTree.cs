namespace Marketplace.Docs.Ordering;

/// <summary>The places of all pages, drafts included, as editors arrange them.</summary>
internal interface IDocTree
{
    /// <param name="language">Of the titles, where a page has one in it.</param>
    Task<DocArrangement> ReadAsync(string language, CancellationToken cancellationToken);

    /// <summary>Moves a page, with all that stands below it.</summary>
    Task<DocMoveResult> MoveAsync(DocMove move, CancellationToken cancellationToken);
}

/// <param name="Version">Of the arrangement that was moved in.</param>
/// <param name="ParentGroupId">Null: to the top.</param>
/// <param name="Place">From 0, among its sisters without itself; more than there are means the end.</param>
internal sealed record DocMove(string? Version, string GroupId, string? ParentGroupId, int Place);

/// <summary>A closed set.</summary>
internal abstract record DocMoveResult
{
    private DocMoveResult()
    {
    }

    internal sealed record Moved : DocMoveResult;

    /// <summary>Somebody else arranged it meanwhile. Nothing was changed.</summary>
    internal sealed record Conflict : DocMoveResult;

    /// <summary>The page, or the one it should stand below, is not there.</summary>
    internal sealed record NotFound : DocMoveResult;

    /// <summary>It cannot stand below itself.</summary>
    internal sealed record BelowItself : DocMoveResult;
}

/// <summary>The tree as stored.</summary>
/// <param name="Places">Parents before children, sisters in order.</param>
/// <param name="Version">A digest of who stands where.</param>
internal sealed record DocArrangement(IReadOnlyList<DocPlace> Places, string Version);

/// <param name="Depth">0 at the top.</param>
/// <param name="ItemId">Of the language that is shown.</param>
/// <param name="IsPublished">Readers see it in some language.</param>
internal sealed record DocPlace(
    string GroupId, string? ParentGroupId, int Depth, string ItemId, string Title, string? Address, bool IsPublished);
