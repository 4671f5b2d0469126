namespace Marketplace.Data;

/// <summary>The one way in which tables of audit rows are read.</summary>
public static class AuditSql
{
    /// <param name="table">With the columns of <see cref="AuditRow"/>.</param>
    /// <param name="condition">SQL that narrows the table; may use <c>@scope</c>.</param>
    public static Task<IReadOnlyList<AuditRow>> ListAsync(
        DbSession db, string table, string condition, AuditFilter filter, string? before, int limit, CancellationToken cancellationToken,
        string? scope = null)
    {
        (string Sql, object? Value)[] parts =
        [
            ("id < @before", before), ("act = @Act", filter.Act), ("who = @Who", filter.Who), ("concerns = @Concerns", filter.Concerns),
            ("record = @Record", filter.Record), ("at >= @From", filter.From), ("at < @Until", filter.Until),
        ];
        var where = string.Join(" and ", parts.Where(x => x.Value is not null).Select(x => x.Sql).Prepend(condition));
        return db.QueryAsync<AuditRow>(
            $"""
             select id, at, act, who, who_name, address, record, concerns, before_words, after_words, reason, link
             from {table} where {where} order by id desc limit @limit
             """,
            new { before, limit, scope, filter.Act, filter.Who, filter.Concerns, filter.Record, filter.From, filter.Until },
            cancellationToken);
    }
}
