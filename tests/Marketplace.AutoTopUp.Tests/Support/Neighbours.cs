namespace Marketplace.AutoTopUp.Tests.Support;

/// <summary>Old customers, some of whom an administrator locks.</summary>
internal sealed class Neighbours : IUserDirectory
{
    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);

    public void Lock(string userId) => _locked.Add(userId);

    public void Unlock(string userId) => _locked.Remove(userId);

    public Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) => Task.FromResult<UserSummary?>(Of(userId));

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, UserSummary>>(userIds.ToDictionary(x => x, Of, StringComparer.Ordinal));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
        IReadOnlyCollection<string> emails, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private UserSummary Of(string userId) => new(userId, userId[4..] + "@example.com", userId[4..], EmailConfirmed: true)
    { IsLocked = _locked.Contains(userId), RegisteredAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) };
}
