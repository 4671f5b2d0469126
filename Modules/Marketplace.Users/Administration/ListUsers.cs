using Marketplace.Data;
using Marketplace.Users.Accounts;

namespace Marketplace.Users.Administration;

/// <summary>Users, newest first, by part of the address or name, by role and by state.</summary>
internal sealed class ListUsers(IDatabase database, TimeProvider time)
{
    public const int PageSize = 25;

    /// <param name="page">From 1.</param>
    public async Task<UserPage> ExecuteAsync(UserFilter filter, int page, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            pattern = SearchKey.Pattern(filter.Search),
            role = string.IsNullOrEmpty(filter.Role) ? null : RoleName.KeyOf(filter.Role),
            now = time.GetUtcNow(),
            take = PageSize + 1,
            skip = (page - 1) * PageSize,
        };
        var conditions = new List<string> { "1 = 1" };
        if (parameters.pattern is not null)
            conditions.Add("search_key like @pattern escape '\\'");
        else if (!string.IsNullOrWhiteSpace(filter.Search))
            conditions.Add("1 = 0");
        if (parameters.role is not null)
            conditions.Add(
                "id in (select ur.user_id from user_roles ur join roles r on r.id = ur.role_id where r.normalized_name = @role)");
        if (filter.LockedOnly)
            conditions.Add("lockout_end > @now");
        if (filter.SharedOnly)
            conditions.Add(
                "(shares_address_with is not null or id in (select shares_address_with from users where shares_address_with is not null))");
        var where = string.Join(" and ", conditions);

        await using var session = await database.OpenAsync(cancellationToken);
        var total = await session.ScalarAsync<long>($"select count(*) from users where {where}", parameters, cancellationToken);
        var users = await session.QueryAsync<User>(
            $"""
             select id, email, name, email_confirmed, lockout_enabled, lockout_end, created_at, last_sign_in_at, shares_address_with
             from users where {where} order by id desc limit @take offset @skip
             """,
            parameters,
            cancellationToken);
        var shown = users.Take(PageSize).ToList();
        var roles = (await session.QueryAsync<(string UserId, string Name)>(
            $"select ur.user_id, r.name from user_roles ur join roles r on r.id = ur.role_id where "
            + $"{database.Dialect.In("ur.user_id", "ids")}",
            new { ids = shown.Select(x => x.Id).ToArray() },
            cancellationToken)).ToLookup(x => x.UserId, x => x.Name);
        foreach (var user in shown)
            user.Roles.UnionWith(roles[user.Id]);
        return new UserPage(shown, total, HasMore: users.Count > PageSize);
    }
}

/// <param name="SharedOnly">Only accounts that have a mailbox with another one in common, see <see cref="SharedAddresses"/>.</param>
internal sealed record UserFilter(string? Search, string? Role, bool LockedOnly, bool SharedOnly = false)
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Search) && string.IsNullOrEmpty(Role) && !LockedOnly && !SharedOnly;
}

internal sealed record UserPage(IReadOnlyList<User> Users, long Total, bool HasMore);
