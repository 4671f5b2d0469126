using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <param name="Next">Cursor of the next page, or null at the end.</param>
internal sealed record ApprovalPage(IReadOnlyList<Approval> Approvals, string? Next);

/// <summary>Requests, newest first.</summary>
internal sealed class ListApprovals(IDatabase database, TimeProvider time)
{
    /// <summary>More than that are not counted one by one.</summary>
    private const int Many = 200;

    /// <param name="scope">Null: everybody's.</param>
    /// <param name="onlyWaiting">False: also what is over.</param>
    public async Task<ApprovalPage> ExecuteAsync(
        ApprovalScope? scope, bool onlyWaiting, string? before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await ApprovalRows.ListAsync(db, scope, onlyWaiting, before, limit + 1, time.GetUtcNow(), cancellationToken);
        var page = rows.Take(limit).ToList();
        return new ApprovalPage(page, rows.Count > limit ? page[^1].Id : null);
    }

    public async Task<IReadOnlyList<Approval>> WaitingAsync(ApprovalScope? scope, CancellationToken cancellationToken) =>
        (await ExecuteAsync(scope, onlyWaiting: true, before: null, Many, cancellationToken)).Approvals;
}
