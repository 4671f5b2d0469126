using Microsoft.Extensions.Localization;

namespace Marketplace.TfpMigration;

internal sealed class TfpMenu(IStringLocalizer<TfpMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) =>
        menu == Menus.Admin
            ? [new(
                text["TFP migration"], "~/admin/credits/tfp-migration", "box-arrow-in-down", 90, text["Credits"], Permissions.MigrateTfp)]
            : [];
}
