namespace Marketplace.Orders.Tests.Support;

/// <summary>A customer, an administrator, and somebody who is operator and administrator in one.</summary>
internal sealed class Staff : IUserDirectory
{
    public const string Ann = "usr_ann";
    public const string Otto = "usr_otto";

    private static readonly (UserSummary User, string[] Roles)[] All =
    [
        (Of(Shop.Ada), []), (Of(Ann), [Abstractions.Roles.Administrator]),
        (Of(Otto), [Abstractions.Roles.Administrator, Abstractions.Roles.Operator]),
    ];

    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);

    public void Lock(string userId) => _locked.Add(userId);

    public Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(
        All.Select(x => x.User with { IsLocked = _locked.Contains(userId) }).FirstOrDefault(x => x.Id == userId));

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(All.Select(x => x.User).FirstOrDefault(x => x.Email == email));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string,
        UserSummary>>(All.Where(x => userIds.Contains(x.User.Id)).ToDictionary(x => x.User.Id, x => x.User, StringComparer.Ordinal));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
        IReadOnlyCollection<string> emails, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string,
        UserSummary>>(All.Where(x => emails.Contains(x.User.Email)).ToDictionary(x => x.User.Email, x => x.User, StringComparer.Ordinal));

    public Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UserSummary>>(
            [.. All.Where(x => listing.Role is null || x.Roles.Contains(listing.Role)).Select(x => x.User)]);

    private static UserSummary Of(string id) =>
        new(id, id[4..] + "@example.com", id[4..], EmailConfirmed: true)
        { RegisteredAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) };
}
