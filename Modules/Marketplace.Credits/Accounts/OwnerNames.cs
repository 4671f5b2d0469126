namespace Marketplace.Credits.Accounts;

/// <summary>Who the owners of accounts are. Without a module that knows users, their ids stand for themselves.</summary>
public sealed class OwnerNames(IUserDirectory? users = null)
{
    /// <inheritdoc cref="UserSearch.FindIdsAsync"/>
    public Task<IReadOnlyList<string>> FindIdsAsync(string typed, CancellationToken cancellationToken) =>
        users.FindIdsAsync(typed, cancellationToken);

    /// <returns>The user id that an e-mail address or a user id leads to.</returns>
    public async Task<string> FindIdAsync(string emailOrId, CancellationToken cancellationToken) =>
        users is not null && emailOrId.Contains('@', StringComparison.Ordinal)
            && await users.FindByEmailAsync(emailOrId, cancellationToken) is { } user
            ? user.Id
            : emailOrId;

    /// <returns>The user that an e-mail address or a user id leads to, or null where nobody is known by it.</returns>
    public async Task<string?> FindCustomerAsync(string emailOrId, CancellationToken cancellationToken) =>
        users is null ? null
        : emailOrId.Contains('@', StringComparison.Ordinal) ? (await users.FindByEmailAsync(emailOrId, cancellationToken))?.Id
        : (await users.FindAsync(emailOrId, cancellationToken))?.Id;

    /// <summary>Whether credits can be given to this user. Without a module that knows users, every id is somebody.</summary>
    public async Task<bool> ExistsAsync(string userId, CancellationToken cancellationToken) =>
        users is null || await users.FindAsync(userId, cancellationToken) is not null;

    /// <returns>For each account's owner the e-mail address, or the id where none is known.</returns>
    internal Task<IReadOnlyDictionary<string, string>> OfAsync(
        IReadOnlyCollection<AccountSummary> accounts, CancellationToken cancellationToken) =>
        OfAsync(accounts.Select(x => x.Owner), cancellationToken);

    /// <returns>For each user the e-mail address, or the id where none is known.</returns>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var ids = userIds.ToHashSet(StringComparer.Ordinal);
        var known = users is null ? new Dictionary<string, UserSummary>() : await users.FindManyAsync(ids, cancellationToken);
        return ids.ToDictionary(id => id, id => known.TryGetValue(id, out var user) ? user.Email : id, StringComparer.Ordinal);
    }
}
