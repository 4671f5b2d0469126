namespace Marketplace.Docs;

internal sealed class Permissions : IPermissionProvider
{
    public const string ArrangeDocs = nameof(ArrangeDocs);
    public const string ReadDocsFeedback = nameof(ReadDocsFeedback);

    /// <summary>The module Content's own: whoever has it may open the editor, so that pages lead there.</summary>
    public const string WriteContent = "WriteContent";

    public IEnumerable<Permission> GetPermissions() =>
    [
        new(ArrangeDocs, "Change the order of the documentation's pages", Roles.Editor),
        new(ReadDocsFeedback, "Read what readers say of the documentation and mark it as done", Roles.Editor),
    ];
}
