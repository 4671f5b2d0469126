using Marketplace.Data;

namespace Marketplace.Users;

/// <summary>Users, newest first, by part of the address or name, by role and by state.</summary>
internal sealed class ListUsers(IDatabase database, TimeProvider time)
{
    public const int PageSize = 25;

    /// <param name="page">From 1.</param>
    public async Task<UserPage> ExecuteAsync(UserFilter filter, int page, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            pattern = string.IsNullOrWhiteSpace(filter.Search) ? null : $"%{Escape(filter.Search.Trim().ToLowerInvariant())}%",
            role = string.IsNullOrEmpty(filter.Role) ? null : filter.Role,
            now = time.GetUtcNow(),
            take = PageSize + 1,
            skip = (page - 1) * PageSize,
        };
        var conditions = new List<string> { "1 = 1" };
        if (parameters.pattern is not null)
            conditions.Add("(lower(email) like @pattern escape '\\' or lower(name) like @pattern escape '\\')");
        if (parameters.role is not null)
            conditions.Add("id in (select ur.user_id from user_roles ur join roles r on r.id = ur.role_id where r.name = @role)");
        if (filter.LockedOnly)
            conditions.Add("lockout_end > @now");
        var where = string.Join(" and ", conditions);

        await using var session = await database.OpenAsync(cancellationToken);
        var total = await session.ScalarAsync<long>($"select count(*) from users where {where}", parameters, cancellationToken);
        var users = await session.QueryAsync<User>(
            $"""
             select id, email, name, email_confirmed, lockout_enabled, lockout_end, created_at, last_sign_in_at
             from users where {where} order by id desc limit @take offset @skip
             """,
            parameters,
            cancellationToken);
        var shown = users.Take(PageSize).ToList();
        var roles = (await session.QueryAsync<(string UserId, string Name)>(
            $"select ur.user_id, r.name from user_roles ur join roles r on r.id = ur.role_id where {database.Dialect.In("ur.user_id", "ids")}",
            new { ids = shown.Select(x => x.Id).ToArray() },
            cancellationToken)).ToLookup(x => x.UserId, x => x.Name);
        foreach (var user in shown)
            user.Roles.UnionWith(roles[user.Id]);
        return new UserPage(shown, total, HasMore: users.Count > PageSize);
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}

internal sealed record UserFilter(string? Search, string? Role, bool LockedOnly)
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Search) && string.IsNullOrEmpty(Role) && !LockedOnly;
}

internal sealed record UserPage(IReadOnlyList<User> Users, long Total, bool HasMore);
