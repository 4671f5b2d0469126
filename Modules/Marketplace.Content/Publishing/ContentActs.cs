using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Publishing;

/// <summary>What is written down of people who change what readers see.</summary>
internal sealed class ContentActs(IStringLocalizer<ContentActs> text) : IAuditActs
{
    public const string Published = "content.published";
    public const string Unpublished = "content.unpublished";
    public const string Trashed = "content.trashed";
    public const string Restored = "content.restored";
    public const string Deleted = "content.deleted";

    public IEnumerable<AuditAct> GetActs() =>
    [
        new(Published, text["Page published"]),
        new(Unpublished, text["Page taken back"]),
        new(Trashed, text["Page moved to the trash"]),
        new(Restored, text["Page restored from the trash"]),
        new(Deleted, text["Page deleted for good"]),
    ];

    public static AuditEntry Of(string act, ContentItem item, string by) =>
        new(act, item.Id)
        {
            Who = by,
            After = $"{item.Title} ({item.Language}) {item.Address}".TrimEnd(),
            Link = "~/admin/content/items/" + item.Id,
        };
}
