using Marketplace.Testing;
namespace Marketplace.Credits.Tests.Transfers;

/// <summary>A directory of a few people, without accounts behind them.</summary>
internal sealed class People : IUserDirectory
{
    private readonly Dictionary<string, UserSummary> _users = new(StringComparer.Ordinal)
    {
        [Money.Ada] = new(Money.Ada, "ada@example.com", "Ada Lovelace", EmailConfirmed: true),
        [Money.Bob] = new(Money.Bob, "bob@example.com", "Bob", EmailConfirmed: true),
    };

    /// <summary>Another name.</summary>
    public string this[string userId]
    {
        set => _users[userId] = _users[userId] with { Name = value };
    }

    public void Unconfirm(string userId) => _users[userId] = _users[userId] with { EmailConfirmed = false };

    public void Lock(string userId) => _users[userId] = _users[userId] with { IsLocked = true };

    /// <summary>How often somebody was looked up by the id.</summary>
    public int Asked { get; private set; }

    public Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult(_users.GetValueOrDefault(userId));
    }

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(_users.Values.FirstOrDefault(x => x.Email.Equals(email, StringComparison.OrdinalIgnoreCase)));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, UserSummary>>(userIds.Where(_users.ContainsKey).ToDictionary(x => x, x => _users[x]));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
        IReadOnlyCollection<string> emails, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<UserSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
