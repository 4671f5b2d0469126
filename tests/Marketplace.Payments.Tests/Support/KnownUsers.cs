namespace Marketplace.Payments.Tests.Support;

/// <summary>The customers of a tenant, with the day on which each registered.</summary>
internal sealed class KnownUsers : IUserDirectory
{
    private readonly Dictionary<string, UserSummary> _users = new(StringComparer.Ordinal);

    public KnownUsers With(string userId, DateTimeOffset? registeredAt, string name = "Ada Lovelace")
    {
        _users[userId] = new UserSummary(userId, userId[4..] + "@example.com", name, EmailConfirmed: true) { RegisteredAt = registeredAt };
        return this;
    }

    public Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(_users.GetValueOrDefault(userId));

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(_users.Values.FirstOrDefault(x => x.Email == email));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string,
        UserSummary>>(_users.Where(x => userIds.Contains(x.Key)).ToDictionary(StringComparer.Ordinal));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
        IReadOnlyCollection<string> emails, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string,
        UserSummary>>(_users.Values.Where(x => emails.Contains(x.Email)).ToDictionary(x => x.Email, StringComparer.Ordinal));

    public Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UserSummary>>([.. _users.Values.OrderBy(x => x.Id, StringComparer.Ordinal)]);

    public Task<IReadOnlyList<UserSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UserSummary>>(
            [.. _users.Values.Where(x => SearchKey.Of($"{x.Name} {x.Email}").Contains(SearchKey.Of(text))).Take(limit)]);
}
