using Marketplace.Notifications.Deliveries;
using Marketplace.Notifications.Kinds;
using Marketplace.Notifications.Preferences;
using Marketplace.Notifications.Templates;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Notifications.Areas.Notifications.Pages.Admin;

[RequirePermission(Permissions.EditNotificationTexts)]
internal sealed class TemplatesModel(KindCatalogue kinds, TemplateStore templates, DeliveryTexts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string ChannelsOf(NotificationKind kind) =>
        string.Join(", ", CategoryChoices.Channels.Where(x => kind.DefaultChannels.HasFlag(x)).Select(texts.Of));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Q = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();
        var changed = await templates.ListChangedAsync(cancellationToken);
        Rows =
        [
            .. from kind in kinds.List()
               where Q is null
                   || $"{kind.Title} {kind.Category.Title} {kind.Subject} {kind.Id}".Contains(Q, StringComparison.CurrentCultureIgnoreCase)
               select new Row(kind, changed.TryGetValue(kind.Id, out var at) ? at : null),
        ];
    }

    internal sealed record Row(NotificationKind Kind, DateTimeOffset? ChangedAt);
}
