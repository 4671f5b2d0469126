using Marketplace.Content.Announcements;
using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Content.Serving;
using Marketplace.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Content.Areas.Content.Pages;

/// <summary>A published text as readers see it.</summary>
[KeptForVisitors]
internal sealed class ReaderModel(
    IPublishedContent content, IPageHeads heads, ITextPages pages, PublishedAnnouncements announcements,
    IAuthorizationService authorization) : PageModel
{
    /// <summary>Null where what was here is gone.</summary>
    public PublishedItem? Item { get; private set; }

    public PageHead? Head { get; private set; }

    public FilledText? Text { get; private set; }

    /// <summary>Null where the text is of another kind.</summary>
    public Announcement? Announcement { get; private set; }

    public bool MayEdit { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (HttpContext.Features.Get<ReadRequest>() is not { } request)
            return NotFound();
        if (request.Entry is not { Address: { } address } entry)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }

        // Unpublished in this very moment.
        Item = await content.FindAsync(address, entry.Language, cancellationToken);
        if (Item is null)
            return NotFound();
        Head = await heads.OfAsync(Item.Entry, cancellationToken);
        Text = await pages.FillAsync(Item.Text, Item.Entry.Language, cancellationToken);
        if (Text.HasLiveParts)
            KeptPage.KeepBriefly(HttpContext);
        if (Item.Entry.Kind == AnnouncementKind.Name)
            Announcement = (await announcements.ListAsync(Item.Entry.Language, cancellationToken))
                .FirstOrDefault(x => x.Key == Item.Entry.GroupId);
        MayEdit = User.Identity is { IsAuthenticated: true }
            && (await authorization.AuthorizeAsync(User, null, [new PermissionRequirement(Permissions.WriteContent)])).Succeeded;
        return Page();
    }
}
