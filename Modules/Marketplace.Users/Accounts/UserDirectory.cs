using Marketplace.Data;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users;

internal sealed class UserDirectory(IDatabase database, ILookupNormalizer normalizer) : IUserDirectory
{
    private const string Select = "select id, email, name, email_confirmed from users where ";

    public async Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) =>
        (await QueryAsync("id = @userId", new { userId }, cancellationToken)).FirstOrDefault();

    public async Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        (await QueryAsync("normalized_email = @email", new { email = normalizer.NormalizeEmail(email.Trim()) }, cancellationToken)).FirstOrDefault();

    public async Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken)
    {
        // SQLite takes at most 999 parameters in a statement.
        const int AtOnce = 500;
        var found = new Dictionary<string, UserSummary>(StringComparer.Ordinal);
        foreach (var ids in userIds.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (var user in await QueryAsync(database.Dialect.In("id", "ids"), new { ids }, cancellationToken))
                found[user.Id] = user;
        }

        return found;
    }

    private async Task<IEnumerable<UserSummary>> QueryAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<Row>(Select + condition, parameters, cancellationToken);
        return rows.Select(x => new UserSummary(x.Id, x.Email, x.Name.Length > 0 ? x.Name : x.Email, x.EmailConfirmed));
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Email { get; init; } = "";

        public string Name { get; init; } = "";

        public bool EmailConfirmed { get; init; }
    }
}
