namespace Acme.Greetings;

internal sealed class Permissions : IPermissionProvider
{
    public const string RemoveGreetings = nameof(RemoveGreetings);
    public const string ManageGreetingSettings = nameof(ManageGreetingSettings);

    public IEnumerable<Permission> GetPermissions() =>
    [
        new(RemoveGreetings, "See all greetings and remove them from the guestbook", Roles.Editor),
        new(ManageGreetingSettings, "Change how the guestbook answers and how long it keeps greetings"),
    ];
}
