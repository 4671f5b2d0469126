using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>Everything that editors keep and did not delete.</summary>
[RequirePermission(Permissions.WriteContent)]
internal sealed class ItemsModel(
    ItemList list, KindCatalogue kinds, ITenant tenant, BulkAct bulk, PersonNames people, IAuthorizationService authorization,
    IStringLocalizer<ItemsModel> text) : ItemListModel(list, kinds, tenant, bulk, people, authorization, text)
{
    public override bool InTrash => false;
}
