namespace Marketplace.Users.Roles;

/// <param name="Permissions">What was granted, also by features that are off now.</param>
internal sealed record Role(string Id, string Name, IReadOnlySet<string> Permissions);
