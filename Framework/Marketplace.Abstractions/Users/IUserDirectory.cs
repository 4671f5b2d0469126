namespace Marketplace.Abstractions;

/// <summary>Who a user is, for modules that store only the id. The module Users implements it.</summary>
public interface IUserDirectory
{
    Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken);

    /// <summary>
    /// By the mailbox, in whatever spelling: see <see cref="Mailbox.Key"/>. Where two accounts have one, the one made with this spelling,
    /// else the first.
    /// </summary>
    Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken);

    /// <returns>By id; users that do not exist are left out.</returns>
    Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken);

    /// <returns>By the address as it was given; addresses without a user are left out. The spelling does not matter.</returns>
    Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
        IReadOnlyCollection<string> emails, CancellationToken cancellationToken);

    /// <summary>
    /// Walks through users in the order of their ids, page by page: pass the last id of one page as <see cref="UserListing.After"/> of the
    /// next.
    /// </summary>
    Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken);

    /// <summary>People by a part of their name or address, in the order of their ids; see <see cref="SearchKey"/>.</summary>
    /// <param name="limit">Users at most, 1 to 1000.</param>
    /// <returns>Nobody where the directory cannot be searched.</returns>
    Task<IReadOnlyList<UserSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UserSummary>>([]);
}

/// <param name="Limit">Users at most, 1 to 1000.</param>
/// <param name="After">The last id of the page before; null begins.</param>
/// <param name="Role">Only those who have this role.</param>
/// <param name="RegisteredFrom">Inclusive.</param>
/// <param name="RegisteredBefore">Exclusive.</param>
public sealed record UserListing(
    int Limit, string? After = null, string? Role = null, DateTimeOffset? RegisteredFrom = null, DateTimeOffset? RegisteredBefore = null)
{
    public const int MaxLimit = 1000;
}

/// <param name="Name">As the person typed it; their e-mail address where they gave none.</param>
public sealed record UserSummary(string Id, string Email, string Name, bool EmailConfirmed)
{
    /// <summary>An administrator locked the account until they unlock it. A pause after wrong passwords is none.</summary>
    public bool IsLocked { get; init; }

    /// <summary>When the account was made; null where the directory does not know.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>The language they chose, two letters; null: the site's.</summary>
    public string? Language { get; init; }
}

/// <summary>Somebody has an account now: by registration, an administrator or a recipe.</summary>
[Event("users.user-created")]
public sealed record UserCreated(string UserId, string Email);

/// <summary>
/// Somebody has shown that an address is theirs, by a mailed link: the account's own address or a new one. Not for accounts whose address
/// was confirmed when they were made: see <see cref="UserSummary.EmailConfirmed"/> at <see cref="UserCreated"/>.
/// </summary>
[Event("users.email-confirmed")]
public sealed record UserEmailConfirmed(string UserId, string Email);
