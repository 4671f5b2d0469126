using Microsoft.Extensions.Localization;

namespace Marketplace.StripeSandbox.Desk;

internal sealed class SandboxPermissions : IPermissionProvider
{
    public const string ManageStripeSandbox = nameof(ManageStripeSandbox);

    public IEnumerable<Permission> GetPermissions() =>
        [new(ManageStripeSandbox, "Play bank and webhooks in the Stripe sandbox", Roles.Operator)];
}

internal sealed class SandboxMenu(IStringLocalizer<SandboxMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu == Menus.Admin
        ? [new(
            text["Stripe sandbox"], "~/admin/stripe/sandbox", "cone-striped", 79, text["Payments"], SandboxPermissions.ManageStripeSandbox)]
        : [];
}
