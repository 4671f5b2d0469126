using System.Globalization;
using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Content.Serving;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.HomeBlocks;

/// <summary>What editors put on the home page, in their order and the reader's language; nothing where they put nothing.</summary>
public sealed class HomeBlocksViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var services = HttpContext.RequestServices;
        var items = await services.GetRequiredService<PublishedContent>().ListTextsAsync(
            OwnKinds.HomeBlock, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, HttpContext.RequestAborted);
        if (items.Count == 0)
            return Content("");
        var pages = services.GetRequiredService<ITextPages>();
        var blocks = new List<HomeBlock>(items.Count);
        foreach (var item in items)
        {
            var filled = await pages.FillAsync(item.Text, item.Entry.Language, HttpContext.RequestAborted);
            blocks.Add(new HomeBlock(item.Entry, new ArticleView(filled, [], item.Text.HasCode, item.Entry.Language)));
        }

        return View("~/Areas/Content/Pages/Shared/_HomeBlocks.cshtml", blocks);
    }
}

internal sealed record HomeBlock(PublishedEntry Entry, ArticleView Text)
{
    /// <summary>Null for none.</summary>
    public string? Icon => Entry.Fields.GetValueOrDefault("icon");

    /// <summary>Of this site, beginning with <c>~/</c>, or of another; null for none.</summary>
    public string? Link => Entry.Fields.GetValueOrDefault("link") is { } link ? link[0] == '/' ? "~" + link : link : null;
}
