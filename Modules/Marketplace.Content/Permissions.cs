namespace Marketplace.Content;

internal sealed class Permissions : IPermissionProvider
{
    public const string WriteContent = nameof(WriteContent);
    public const string ReviewContent = nameof(ReviewContent);
    public const string PublishContent = nameof(PublishContent);
    public const string ManageMedia = nameof(ManageMedia);
    public const string ManageMenus = nameof(ManageMenus);
    public const string ManageRedirects = nameof(ManageRedirects);

    public IEnumerable<Permission> GetPermissions() =>
    [
        new(WriteContent, "Write pages and other texts", Roles.Editor),
        new(ReviewContent, "Review texts of others", Roles.Editor),
        new(PublishContent, "Publish texts and take them back", Roles.Editor),
        new(ManageMedia, "Upload, change and delete pictures and files", Roles.Editor),
        new(ManageMenus, "Change menus", Roles.Editor),
        new(ManageRedirects, "Change where old addresses lead", Roles.Editor),
    ];
}
