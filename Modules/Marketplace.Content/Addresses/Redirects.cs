using Marketplace.Data;

namespace Marketplace.Content.Addresses;

internal sealed record Redirect
{
    public const int Moved = 301;
    public const int Gone = 410;

    public required string FromAddress { get; init; }

    /// <summary>Where the text of this group is now; else <see cref="ToAddress"/>.</summary>
    public string? ToGroupId { get; init; }

    public string? ToLanguage { get; init; }

    /// <summary>Of this site, or <c>https://…</c>.</summary>
    public string? ToAddress { get; init; }

    public required int Status { get; init; }

    /// <summary>Made by an editor, not by renaming.</summary>
    public required bool IsManual { get; init; }

    public required long Hits { get; init; }

    public DateTimeOffset? LastHitAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>The group it points to is there and not in the trash.</summary>
    public bool IsThere { get; init; }
}

/// <summary>
/// Redirects point to texts, not to addresses: whatever the order of renames, each leads straight to where the text is now. A live page
/// wins over a redirect of its address, and what an editor set over what renaming or deleting would leave. Whoever writes one grows the
/// <see cref="Items.ContentStamp"/> in the same transaction.
/// </summary>
internal sealed class Redirects(IDatabase database, TimeProvider time)
{
    private const string Upsert =
        """
        insert into content_redirects
          (from_address, to_group_id, to_language, to_address, status, is_manual, hits, last_hit_at, created_at, created_by)
        values (@from, @group, @language, @to, @status, @isManual, 0, null, @now, @by)
        on conflict (from_address) do update set to_group_id = excluded.to_group_id, to_language = excluded.to_language,
          to_address = excluded.to_address, status = excluded.status, is_manual = excluded.is_manual,
          created_at = excluded.created_at, created_by = excluded.created_by
        where excluded.is_manual or not content_redirects.is_manual
        """;

    public async Task<IReadOnlyList<Redirect>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await ListAsync(session, cancellationToken);
    }

    public static Task<IReadOnlyList<Redirect>> ListAsync(DbSession db, CancellationToken cancellationToken) =>
        db.QueryAsync<Redirect>(
            """
            select r.from_address, r.to_group_id, r.to_language, r.to_address, r.status, r.is_manual, r.hits, r.last_hit_at, r.created_at,
              r.created_by,
              case when exists (select 1 from content_items i where i.group_id = r.to_group_id and i.trashed_at is null)
                then 1 else 0 end as is_there
            from content_redirects r order by r.from_address
            """,
            null, cancellationToken);

    /// <summary>What stood at the address moved with its text.</summary>
    public Task MovedAsync(
        UnitOfWork db, string from, string groupId, string language, string by, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            Upsert,
            new
            {
                from, group = groupId, language, to = (string?)null, status = Redirect.Moved, isManual = false, now = time.GetUtcNow(), by,
            },
            cancellationToken);

    /// <summary>What stood at the address is deleted. Where its text comes back, the address leads there again.</summary>
    public Task GoneAsync(
        UnitOfWork db, string from, string groupId, string language, string by, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            Upsert,
            new
            {
                from, group = groupId, language, to = (string?)null, status = Redirect.Gone, isManual = false, now = time.GetUtcNow(), by,
            },
            cancellationToken);

    /// <summary>An editor's own redirect, in the place of any other from this address.</summary>
    /// <param name="from">Canonical.</param>
    /// <param name="to">An address of this site or <c>https://…</c>; null with <see cref="Redirect.Gone"/>.</param>
    public Task SetAsync(UnitOfWork db, string from, string? to, int status, string by, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            Upsert,
            new
            {
                from, group = (string?)null, language = (string?)null, to, status, isManual = true, now = time.GetUtcNow(), by,
            },
            cancellationToken);
}
