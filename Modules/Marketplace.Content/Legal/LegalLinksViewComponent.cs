using System.Globalization;
using Marketplace.Content.Items;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Legal;

/// <summary>The published legal texts, in the visitor's language where they are translated.</summary>
public sealed class LegalLinksViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var published = HttpContext.RequestServices.GetRequiredService<IPublishedContent>();
        var links = new List<LegalLink>();
        foreach (var kind in LegalKinds.InFooter)
        {
            var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
            foreach (var entry in await published.ListAsync(kind, language, HttpContext.RequestAborted))
                links.Add(new LegalLink(entry.Title, "~" + entry.Address));
        }

        return links.Count == 0 ? Content("") : View("~/Areas/Content/Pages/Shared/_LegalLinks.cshtml", links);
    }
}
