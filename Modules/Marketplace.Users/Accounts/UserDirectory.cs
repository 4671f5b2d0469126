using Marketplace.Data;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Accounts;

internal sealed class UserDirectory(IDatabase database) : IUserDirectory
{
    /// <summary>SQLite takes at most 999 parameters in a statement.</summary>
    private const int AtOnce = 500;

    private const string Select =
        "select id, email, name, email_confirmed, lockout_end, created_at, normalized_email, shares_address_with, language from users "
        + "where ";

    private const string HoldersOfRole =
        "select ur.user_id from user_roles ur join roles r on r.id = ur.role_id where r.normalized_name = @role";

    public async Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) =>
        (await QueryAsync("id = @userId", new { userId }, cancellationToken)) is [var row] ? row.ToSummary() : null;

    public async Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Choose(await QueryAsync("normalized_email = @key", new { key = Mailbox.KeyOf(email) }, cancellationToken), email)?.ToSummary();

    public async Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, UserSummary>(StringComparer.Ordinal);
        foreach (var ids in userIds.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (var user in await QueryAsync(database.Dialect.In("id", "ids"), new { ids }, cancellationToken))
                found[user.Id] = user.ToSummary();
        }

        return found;
    }

    public async Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
        IReadOnlyCollection<string> emails, CancellationToken cancellationToken)
    {
        var given = emails.ToLookup(Mailbox.KeyOf, StringComparer.Ordinal);
        var found = new Dictionary<string, UserSummary>(StringComparer.Ordinal);
        foreach (var addresses in given.Select(x => x.Key).Chunk(AtOnce))
        {
            var rows = await QueryAsync(database.Dialect.In("normalized_email", "addresses"), new { addresses }, cancellationToken);
            foreach (var people in rows.GroupBy(x => x.NormalizedEmail, StringComparer.Ordinal))
            {
                foreach (var email in given[people.Key])
                    found[email] = Choose([.. people], email)!.ToSummary();
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
             {(listing.Role is null ? "" : $"and id in ({HoldersOfRole})")}
             order by id limit @Limit
             """,
            new { listing.After, listing.RegisteredFrom, listing.RegisteredBefore, role = RoleName.KeyOf(listing.Role), listing.Limit },
            cancellationToken);
        return [.. users.Select(x => x.ToSummary())];
    }

    public async Task<IReadOnlyList<UserSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > UserListing.MaxLimit)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "The limit is out of range.");
        if (SearchKey.Pattern(text) is not { } pattern)
            return [];
        var users = await QueryAsync(
            "search_key like @pattern escape '\\' order by id limit @limit", new { pattern, limit }, cancellationToken);
        return [.. users.Select(x => x.ToSummary())];
    }

    private static Row? Choose(IReadOnlyList<Row> found, string typed) =>
        SharedAddresses.Choose(found, typed, x => x.Email, x => x.SharesAddressWith is null);

    private async Task<IReadOnlyList<Row>> QueryAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<Row>(Select + condition, parameters, cancellationToken);
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Email { get; init; } = "";

        public string Name { get; init; } = "";

        public bool EmailConfirmed { get; init; }

        public DateTimeOffset? LockoutEnd { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public string NormalizedEmail { get; init; } = "";

        public string? SharesAddressWith { get; init; }

        public string? Language { get; init; }

        public UserSummary ToSummary() => new(Id, Email, Name.Length > 0 ? Name : Email, EmailConfirmed)
        {
            IsLocked = LockoutEnd == User.Forever,
            RegisteredAt = CreatedAt,
            Language = Language,
        };
    }
}
