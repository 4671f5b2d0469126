namespace Marketplace.Payments.Timeline;

/// <summary>Who paid. Without a module that knows users, their ids stand for themselves.</summary>
internal sealed class CustomerNames(IUserDirectory? users = null)
{
    /// <inheritdoc cref="UserSearch.FindIdsAsync"/>
    public Task<IReadOnlyList<string>> FindIdsAsync(string typed, CancellationToken cancellationToken) =>
        users.FindIdsAsync(typed, cancellationToken);

    /// <returns>For each user the e-mail address, or the id where none is known.</returns>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var ids = userIds.ToHashSet(StringComparer.Ordinal);
        var known = users is null ? new Dictionary<string, UserSummary>() : await users.FindManyAsync(ids, cancellationToken);
        return ids.ToDictionary(id => id, id => known.TryGetValue(id, out var user) ? user.Email : id, StringComparer.Ordinal);
    }
}
