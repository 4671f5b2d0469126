using Marketplace.Notifications.Notices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Notifications.Areas.Notifications.Pages.Dashboard;

/// <summary>One notification. Whoever opens it has read it; a program that only asks for the headers has not.</summary>
internal sealed class NoticeModel(ReadNotices readNotices, MarkRead markRead) : PageModel
{
    public Notice Notice { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await readNotices.FindAsync(User.GetUserId(), id, cancellationToken) is not { } notice)
            return NotFound();
        Notice = notice;
        if (HttpMethods.IsGet(Request.Method))
            await markRead.ExecuteAsync(notice.UserId, notice.Id, cancellationToken);
        return Page();
    }
}
