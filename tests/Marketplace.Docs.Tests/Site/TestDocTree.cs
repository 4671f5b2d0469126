using Marketplace.Docs.Ordering;

namespace Marketplace.Docs.Tests.Site;

/// <summary>The places of a few pages, in memory.</summary>
internal sealed class TestDocTree : IDocTree
{
    private readonly Lock _lock = new();
    private List<GroupRow> _rows = [new("a", null, 1), new("b", null, 2), new("b1", "b", 1)];

    public Task<DocArrangement> ReadAsync(string language, CancellationToken cancellationToken) =>
        Task.FromResult(new DocArrangement(
            [.. Arrangement.InOrder(_rows).Select(x => new DocPlace(
                x.Row.Id, x.Row.ParentGroupId, x.Depth, "cit_" + x.Row.Id,
                    "Page <" + x.Row.Id + ">", "/docs/" + x.Row.Id, x.Row.Id != "b"))],
            Arrangement.VersionOf(_rows)));

    public Task<DocMoveResult> MoveAsync(DocMove move, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Arrangement.VersionOf(_rows) != move.Version)
                return Task.FromResult<DocMoveResult>(new DocMoveResult.Conflict());
            var changed = Arrangement.Move(_rows, move.GroupId, move.ParentGroupId, move.Place)!;
            _rows = [.. _rows.Where(x => changed.All(y => y.Id != x.Id)), .. changed];
            return Task.FromResult<DocMoveResult>(new DocMoveResult.Moved());
        }
    }
}
