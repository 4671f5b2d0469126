namespace Marketplace.Users.Accounts;

/// <summary>Who a session belongs to.</summary>
/// <param name="Name">As the person typed it; may be empty.</param>
internal sealed record SessionUser(string SessionId, string UserId, string Name, string Email, IReadOnlyList<string> Roles)
{
    /// <summary>The language they chose; null: none.</summary>
    public string? Language { get; init; }
}
