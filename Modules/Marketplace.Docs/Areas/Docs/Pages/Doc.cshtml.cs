using System.Globalization;
using Marketplace.Content.Items;
using Marketplace.Content.Serving;
using Marketplace.Docs.Kinds;
using Marketplace.Docs.Reading;
using Marketplace.Docs.Tree;
using Marketplace.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Docs.Areas.Docs.Pages;

[KeptForVisitors]
internal sealed class DocModel(
    DocPages pages, MarkdownAnswer markdown, StructuredData data, PublicAddresses addresses, IPageHeads heads,
    IAuthorizationService authorization) : PageModel
{
    /// <summary>Null: there are pages, but none at <c>/docs</c> itself.</summary>
    public DocPage? Found { get; private set; }

    /// <summary>Null where <see cref="Found"/> is.</summary>
    public PageHead? Head { get; private set; }

    public DocTree Tree { get; private set; } = null!;

    public bool MayEdit { get; private set; }

    public DocNode? Node => Found?.Node;

    public DocNode? Previous => Node is { } node ? Tree.Previous(node) : null;

    public DocNode? Next => Node is { } node ? Tree.Next(node) : null;

    public string Canonical => addresses.Of(Found?.Entry.Address ?? DocKinds.Root);

    /// <summary>JSON without angle brackets.</summary>
    public string Data => data.Write(Found!);

    /// <summary>Below the tenant's prefix.</summary>
    public string Markdown => "~" + DocAddress.MarkdownOf(Found!.Entry.Address!);

    public async Task<IActionResult> OnGetAsync(string? address)
    {
        var stop = HttpContext.RequestAborted;
        var asked = DocAddress.Read(address);
        if (asked.Format == DocFormat.Markdown)
            return await AnswerMarkdownAsync(asked.Address);
        Found = await pages.FindAsync(asked.Address, stop);
        if (Found is null && await FindMovedAsync(asked.Address) is { } moved)
            return RedirectPermanent(Url.Content("~" + moved));
        if (Found is null && asked.Address != DocKinds.Root)
            return NotFound();
        if (Found?.Text.HasLiveParts == true)
            KeptPage.KeepBriefly(HttpContext);
        Head = Found is null ? null : await heads.OfAsync(Found.Entry, stop);
        Tree = Found?.Tree ?? await pages.GetTreeAsync(stop);
        MayEdit = (await authorization.AuthorizeAsync(User, null, new PermissionRequirement(Permissions.WriteContent))).Succeeded;
        return Page();
    }

    public static string DateOf(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    private async Task<IActionResult> AnswerMarkdownAsync(string address)
    {
        if (await pages.FindItemAsync(address, HttpContext.RequestAborted) is not { } item)
            return await FindMovedAsync(address) is { } moved
                ? RedirectPermanent(Url.Content("~" + DocAddress.MarkdownOf(moved)))
                : NotFound();
        Response.Headers.Append("Vary", "Accept-Language, Cookie");
        if (item.Text.Parts.Any(x => x.Block is { } block && block[0] != '!'))
            KeptPage.KeepBriefly(HttpContext);
        // Search engines are to find the page.
        Response.Headers.Append("X-Robots-Tag", "noindex");
        Response.Headers.Append("Link", $"<{addresses.Of(item.Entry.Address!)}>; rel=\"canonical\"");
        return Content(await markdown.WriteAsync(item, HttpContext.RequestAborted), MarkdownAnswer.ContentType);
    }

    private async Task<string?> FindMovedAsync(string address) =>
        MovedPages.Find(address) is { } moved && await pages.FindItemAsync(moved, HttpContext.RequestAborted) is not null ? moved : null;
}
