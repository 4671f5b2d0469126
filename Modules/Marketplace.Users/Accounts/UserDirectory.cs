using Marketplace.Data;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users;

internal sealed class UserDirectory(IDatabase database, ILookupNormalizer normalizer) : IUserDirectory
{
    /// <summary>SQLite takes at most 999 parameters in a statement.</summary>
    private const int AtOnce = 500;

    private const string Select = "select id, email, name, email_confirmed, lockout_end, created_at from users where ";

    public async Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) =>
        (await QueryAsync("id = @userId", new { userId }, cancellationToken)).FirstOrDefault();

    public async Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        (await QueryAsync("normalized_email = @email", new { email = normalizer.NormalizeEmail(email.Trim()) }, cancellationToken)).FirstOrDefault();

    public async Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, UserSummary>(StringComparer.Ordinal);
        foreach (var ids in userIds.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (var user in await QueryAsync(database.Dialect.In("id", "ids"), new { ids }, cancellationToken))
                found[user.Id] = user;
        }

        return found;
    }

    public async Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(IReadOnlyCollection<string> emails, CancellationToken cancellationToken)
    {
        var given = emails.ToLookup(x => normalizer.NormalizeEmail(x.Trim()), StringComparer.Ordinal);
        var found = new Dictionary<string, UserSummary>(StringComparer.Ordinal);
        foreach (var addresses in given.Select(x => x.Key).Chunk(AtOnce))
        {
            foreach (var user in await QueryAsync(database.Dialect.In("normalized_email", "addresses"), new { addresses }, cancellationToken))
            {
                foreach (var email in given[normalizer.NormalizeEmail(user.Email)])
                    found[email] = user;
            }
        }

        return found;
    }

    public async Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken)
    {
        if (listing.Limit is < 1 or > UserListing.MaxLimit)
            throw new ArgumentOutOfRangeException(nameof(listing), listing.Limit, "The limit is out of range.");
        var users = await QueryAsync(
            $"""
             1 = 1
             {(listing.After is null ? "" : "and id > @After")}
             {(listing.RegisteredFrom is null ? "" : "and created_at >= @RegisteredFrom")}
             {(listing.RegisteredBefore is null ? "" : "and created_at < @RegisteredBefore")}
             {(listing.Role is null ? "" : "and id in (select ur.user_id from user_roles ur join roles r on r.id = ur.role_id where r.normalized_name = @role)")}
             order by id limit @Limit
             """,
            new { listing.After, listing.RegisteredFrom, listing.RegisteredBefore, role = listing.Role?.ToUpperInvariant(), listing.Limit },
            cancellationToken);
        return [.. users];
    }

    private async Task<IEnumerable<UserSummary>> QueryAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<Row>(Select + condition, parameters, cancellationToken);
        return rows.Select(x => new UserSummary(x.Id, x.Email, x.Name.Length > 0 ? x.Name : x.Email, x.EmailConfirmed)
        {
            IsLocked = x.LockoutEnd == User.Forever,
            RegisteredAt = x.CreatedAt,
        });
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Email { get; init; } = "";

        public string Name { get; init; } = "";

        public bool EmailConfirmed { get; init; }

        public DateTimeOffset? LockoutEnd { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }
}
