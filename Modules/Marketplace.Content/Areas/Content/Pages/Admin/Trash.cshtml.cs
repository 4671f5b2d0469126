using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>What editors deleted, until it is deleted for good.</summary>
[RequirePermission(Permissions.WriteContent)]
internal sealed class TrashModel(
    ItemList list, KindCatalogue kinds, ITenant tenant, BulkAct bulk, PersonNames people, IAuthorizationService authorization,
    IStringLocalizer<TrashModel> text) : ItemListModel(list, kinds, tenant, bulk, people, authorization, text)
{
    public override bool InTrash => true;
}
