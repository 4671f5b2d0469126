namespace Acme.Greetings;

internal sealed class Permissions : IPermissionProvider
{
    public const string RemoveGreetings = nameof(RemoveGreetings);

    public IEnumerable<Permission> GetPermissions() => [new(RemoveGreetings, "Remove greetings from the guestbook", Roles.Editor)];
}
