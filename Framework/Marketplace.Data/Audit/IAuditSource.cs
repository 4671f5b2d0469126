namespace Marketplace.Data;

/// <summary>Where rows of the audit are read: the tenant's own, and those that the host keeps about the tenant.</summary>
public interface IAuditSource
{
    /// <summary>Newest first.</summary>
    /// <param name="before">The id that ended the page before; null begins. Ids of all sources sort by time.</param>
    Task<IReadOnlyList<AuditRow>> ListAsync(AuditFilter filter, string? before, int limit, CancellationToken cancellationToken);
}

/// <param name="Act">Only this act.</param>
/// <param name="Who">Only what this user, or this word of <see cref="Abstractions.Acting"/>, did.</param>
/// <param name="Concerns">Only what concerns this user.</param>
/// <param name="Record">Only this record.</param>
/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive.</param>
public sealed record AuditFilter(
    string? Act = null, string? Who = null, string? Concerns = null, string? Record = null, DateTimeOffset? From = null,
    DateTimeOffset? Until = null);

/// <summary>A row of the audit. Rows are never changed and never removed.</summary>
public sealed record AuditRow
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Act { get; init; }

    public required string Who { get; init; }

    /// <summary>Their e-mail address in that moment, where they had one.</summary>
    public string? WhoName { get; init; }

    public string? Address { get; init; }

    public required string Record { get; init; }

    public string? Concerns { get; init; }

    public string? BeforeWords { get; init; }

    public string? AfterWords { get; init; }

    public string? Reason { get; init; }

    public string? Link { get; init; }
}
