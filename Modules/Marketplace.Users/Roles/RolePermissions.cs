using System.Collections.Frozen;
using Marketplace.Data;

namespace Marketplace.Users.Roles;

/// <summary>
/// What each role may do, kept in memory. A change in this process drops the picture at once; a change in another process is seen after a
/// few seconds, by a number that every change raises.
/// </summary>
internal sealed class RolePermissions(IDatabase database, TimeProvider time)
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(3);

    private volatile Picture? _picture;

    public async ValueTask<Picture> GetAsync(CancellationToken cancellationToken)
    {
        var picture = _picture;
        var isFresh = picture is not null && time.GetElapsedTime(picture.CheckedAt) < CheckEvery;
        return isFresh ? picture! : await GetPresentAsync(cancellationToken);
    }

    /// <summary>Asks the database whether anything changed, whatever the clock says.</summary>
    public async ValueTask<Picture> GetPresentAsync(CancellationToken cancellationToken)
    {
        var picture = _picture;
        var checkedAt = time.GetTimestamp();
        await using var session = await database.OpenAsync(cancellationToken);
        // The number first: rows that are newer than it are only read once more.
        var version = await session.ScalarAsync<long>("select version from role_state where id = 1", cancellationToken: cancellationToken);
        picture = picture?.Version == version
            ? picture with { CheckedAt = checkedAt }
            : (await ReadAsync(session, version, cancellationToken)) with { CheckedAt = checkedAt };
        return _picture = picture;
    }

    public void Drop() => _picture = null;

    /// <summary>Reads past the memory, for a change that must see what it changes.</summary>
    public static async Task<Picture> ReadAsync(DbSession session, long version, CancellationToken cancellationToken)
    {
        var roles = await session.QueryAsync<(string Id, string Name)>("select id, name from roles", cancellationToken: cancellationToken);
        var granted = (await session.QueryAsync<(string RoleId, string Permission)>(
            "select role_id, permission from role_permissions", cancellationToken: cancellationToken)).ToLookup(
                x => x.RoleId, x => x.Permission);
        return new Picture(
            version,
            CheckedAt: 0,
            roles
                .Select(x => new Role(x.Id, x.Name, granted[x.Id].ToFrozenSet(StringComparer.Ordinal)))
                .ToFrozenDictionary(x => x.Name, StringComparer.OrdinalIgnoreCase));
    }

    /// <param name="CheckedAt">On the provider's counter, not the clock.</param>
    internal sealed record Picture(long Version, long CheckedAt, FrozenDictionary<string, Role> Roles)
    {
        /// <summary>An administrator may do everything, also what no role was ever given.</summary>
        public bool Allows(string role, string permission) =>
            string.Equals(role, Abstractions.Roles.Administrator, StringComparison.OrdinalIgnoreCase)
            || (Roles.TryGetValue(role, out var found) && found.Permissions.Contains(permission));
    }
}
