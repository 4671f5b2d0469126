using System.Globalization;

namespace Marketplace.Adjustments.Tests.Campaigns;

/// <summary>Users as the module Users would name them, in memory.</summary>
internal sealed class FewUsers : IUserDirectory
{
    private readonly SortedDictionary<string, (UserSummary User, DateTimeOffset RegisteredAt)> _users = new(StringComparer.Ordinal);

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"usr_{number:D6}");

    public static string Email(int number) => string.Create(CultureInfo.InvariantCulture, $"user{number}@example.com");

    public FewUsers Add(int number, DateTimeOffset registeredAt)
    {
        _users[Id(number)] = (new UserSummary(Id(number), Email(number), "User", true), registeredAt);
        return this;
    }

    public void Confirm(int number, bool confirmed) =>
        _users[Id(number)] = (_users[Id(number)].User with { EmailConfirmed = confirmed }, _users[Id(number)].RegisteredAt);

    public FewUsers Add(int number, string email)
    {
        _users[Id(number)] = (new UserSummary(Id(number), email, "User", true), DateTimeOffset.UnixEpoch);
        return this;
    }

    public Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(_users.TryGetValue(userId, out var found) ? found.User : null);

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(
            _users.Values.Select(x => x.User).FirstOrDefault(x => x.Email.Equals(email.Trim(), StringComparison.OrdinalIgnoreCase)));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, UserSummary>>(
            userIds.Where(_users.ContainsKey).Distinct(StringComparer.Ordinal)
                .ToDictionary(x => x, x => _users[x].User, StringComparer.Ordinal));

    public async Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
        IReadOnlyCollection<string> emails, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, UserSummary>(StringComparer.Ordinal);
        foreach (var email in emails)
        {
            if (await FindByEmailAsync(email, cancellationToken) is { } user)
                found[email] = user;
        }

        return found;
    }

    public Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UserSummary>>(
        [
            .. _users.Values
                .Where(x => string.CompareOrdinal(x.User.Id, listing.After ?? "") > 0)
                .Where(x => listing.Role is null or Roles.Customer)
                .Where(
                    x => (listing.RegisteredFrom is not { } from || x.RegisteredAt >= from)
                        && (listing.RegisteredBefore is not { } before || x.RegisteredAt < before))
                .Take(listing.Limit)
                .Select(x => x.User),
        ]);

    public Task<IReadOnlyList<UserSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
