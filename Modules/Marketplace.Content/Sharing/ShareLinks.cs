using System.Security.Cryptography;
using System.Text;
using Marketplace.Content.Items;
using Marketplace.Data;

namespace Marketplace.Content.Sharing;

internal sealed record ShareLink(string Id, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>Draft links: whoever has one sees the draft as it is at that moment, until it expires or is withdrawn.</summary>
internal sealed class ShareLinks(IDatabase database, ItemStore items, TimeProvider time) : IItemParts
{
    public const int MostDays = 90;
    private const int KeyBytes = 32;

    /// <param name="days">1 to <see cref="MostDays"/>.</param>
    /// <returns>The key, which cannot be shown again; null where there is no such item.</returns>
    public async Task<string?> CreateAsync(string itemId, int days, string by, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(itemId, cancellationToken) is not { TrashedAt: null })
            return null;
        var key = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var now = time.GetUtcNow();
        var id = PrefixedId.New("csh", now);
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into content_shares (id, item_id, key_hash, created_by, created_at, expires_at)
                values (@id, @itemId, @hash, @by, @now, @expires)
                """,
                new { id, itemId, hash = HashOf(key), by, now, expires = now.AddDays(Math.Clamp(days, 1, MostDays)) }, cancellationToken),
            cancellationToken);
        return key;
    }

    /// <summary>Those that still open, the newest first.</summary>
    public async Task<IReadOnlyList<ShareLink>> ListAsync(string itemId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<ShareLink>(
            """
            select id, created_by, created_at, expires_at from content_shares
            where item_id = @itemId and withdrawn_at is null and expires_at > @now order by id desc
            """,
            new { itemId, now = time.GetUtcNow() }, cancellationToken);
    }

    /// <returns>False where it opens nothing any more.</returns>
    public async Task<bool> WithdrawAsync(string itemId, string shareId, CancellationToken cancellationToken) =>
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update content_shares set withdrawn_at = @now where id = @shareId and item_id = @itemId and withdrawn_at is null",
                new { shareId, itemId, now = time.GetUtcNow() }, cancellationToken),
            cancellationToken) == 1;

    /// <returns>The draft as it is now; null where the key opens nothing, or nothing any more.</returns>
    public async Task<ContentItem?> OpenAsync(string? key, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(key) || key.Length > 100)
            return null;
        await using var session = await database.OpenAsync(cancellationToken);
        var itemId = await session.QuerySingleOrDefaultAsync<string>(
            "select item_id from content_shares where key_hash = @hash and withdrawn_at is null and expires_at > @now",
            new { hash = HashOf(key), now = time.GetUtcNow() }, cancellationToken);
        return itemId is not null && await items.FindAsync(session, itemId, cancellationToken) is { TrashedAt: null } item ? item : null;
    }

    public Task DeleteAsync(UnitOfWork db, string itemId, CancellationToken cancellationToken) =>
        db.ExecuteAsync("delete from content_shares where item_id = @itemId", new { itemId }, cancellationToken);

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
