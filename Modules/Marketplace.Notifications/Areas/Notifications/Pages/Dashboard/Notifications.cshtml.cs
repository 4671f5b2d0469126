using Marketplace.Notifications.Notices;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Notifications.Areas.Notifications.Pages.Dashboard;

internal sealed class NotificationsModel(ReadNotices readNotices, MarkRead markRead) : PageModel
{
    private const int PageSize = 20;
    private const int SnippetLength = 180;
    private const string OnlyUnread = "unread";

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<Notice> Notices { get; private set; } = [];

    public int Unread { get; private set; }

    /// <summary>The newest that is on the bell or on this page, so that what arrives while somebody reads stays unread.</summary>
    public string Newest { get; private set; } = "";

    public bool IsUnreadOnly => Show == OnlyUnread;

    public string? FirstUrl => Before is null ? null : Url.Page("/Dashboard/Notifications", new { show = Show });

    public string? NextUrl { get; private set; }

    public static string SnippetOf(Notice notice)
    {
        var text = PlainText.FromHtml(notice.Html).ReplaceLineEndings(" ").Trim();
        return text.Length <= SnippetLength ? text : text[..SnippetLength].TrimEnd() + "…";
    }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Show = IsUnreadOnly ? Show : null;
        Before = string.IsNullOrEmpty(Before) ? null : Before;
        var userId = User.GetUserId();
        var page = await readNotices.ListAsync(userId, IsUnreadOnly, Before, PageSize, cancellationToken);
        Notices = page.Notices;
        Unread = await readNotices.CountUnreadAsync(userId, cancellationToken);
        var first = Before is null ? page : await readNotices.ListAsync(userId, false, null, 1, cancellationToken);
        Newest = first.Notices is [var newest, ..] ? newest.Id : "";
        NextUrl = page.Next is { } next ? Url.Page("/Dashboard/Notifications", new { show = Show, before = next }) : null;
    }

    public async Task<IActionResult> OnPostReadAsync(string? id, CancellationToken cancellationToken)
    {
        await markRead.ExecuteAsync(User.GetUserId(), id ?? "", cancellationToken);
        return RedirectToPage(new { show = Show, before = Before });
    }

    public async Task<IActionResult> OnPostReadAllAsync(string? upTo, CancellationToken cancellationToken)
    {
        await markRead.ExecuteAllAsync(User.GetUserId(), upTo ?? "", cancellationToken);
        return RedirectToPage(new { show = Show });
    }
}
