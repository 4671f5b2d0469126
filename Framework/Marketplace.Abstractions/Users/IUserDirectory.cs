namespace Marketplace.Abstractions;

/// <summary>Who a user is, for modules that store only the id. The module Users implements it.</summary>
public interface IUserDirectory
{
    Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Case does not matter.</summary>
    Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken);

    /// <returns>By id; users that do not exist are left out.</returns>
    Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken);
}

/// <param name="Name">As the person typed it; their e-mail address where they gave none.</param>
public sealed record UserSummary(string Id, string Email, string Name, bool EmailConfirmed);

/// <summary>Somebody has an account now: by registration, an administrator or a recipe.</summary>
[Event("users.user-created")]
public sealed record UserCreated(string UserId, string Email);
