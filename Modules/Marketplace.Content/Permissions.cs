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
        new(WriteContent, "Write pages, documentation and snippets, and save drafts of them", Roles.Editor),
        new(ReviewContent, "Review what others wrote: approve it, or ask for changes", Roles.Editor),
        new(PublishContent, "Publish pages, take them back and schedule both", Roles.Editor),
        new(ManageMedia, "Add, change and remove pictures and files", Roles.Editor),
        new(ManageMenus, "Change the menus of the site", Roles.Editor),
        new(ManageRedirects, "Change where old addresses lead", Roles.Editor),
    ];
}
