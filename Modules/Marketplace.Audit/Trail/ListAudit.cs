using Marketplace.Data;

namespace Marketplace.Audit.Trail;

/// <param name="Next">Cursor of the next page, or null at the end.</param>
internal sealed record AuditPage(IReadOnlyList<AuditRow> Rows, string? Next);

/// <summary>The rows of all sources together, newest first.</summary>
internal sealed class ListAudit(IEnumerable<IAuditSource> sources, IEnumerable<IAuditActs> acts)
{
    public async Task<AuditPage> ExecuteAsync(AuditFilter filter, string? before, int limit, CancellationToken cancellationToken)
    {
        var rows = new List<AuditRow>();
        foreach (var source in sources)
            rows.AddRange(await source.ListAsync(filter, before, limit + 1, cancellationToken));
        var page = rows.OrderByDescending(x => x.Id, StringComparer.Ordinal).Take(limit).ToList();
        return new AuditPage(page, rows.Count > limit ? page[^1].Id : null);
    }

    /// <summary>What this tenant's features write down, by name.</summary>
    public IReadOnlyList<AuditAct> Acts =>
        [.. acts.SelectMany(x => x.GetActs()).DistinctBy(x => x.Id, StringComparer.Ordinal)
            .OrderBy(x => x.Name, StringComparer.CurrentCulture)];
}
