using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketplace.Docs.Reading;

/// <summary>
/// What search engines read of a page (JSON-LD). It is data: browsers do not run it, and the policy on scripts allows it.
/// </summary>
internal sealed class StructuredData(ITenant tenant, PublicAddresses addresses)
{
    /// <returns>JSON without angle brackets, safe inside an element.</returns>
    public string Write(DocPage page)
    {
        var entry = page.Entry;
        var crumbs = new JsonArray();
        foreach (var node in (page.Node?.Ancestors ?? []).Append(page.Node).OfType<Tree.DocNode>())
            crumbs.Add(new JsonObject
            {
                ["@type"] = "ListItem",
                ["position"] = crumbs.Count + 1,
                ["name"] = node.Entry.Title,
                ["item"] = addresses.Of(node.Address),
            });
        var article = new JsonObject
        {
            ["@type"] = "TechArticle",
            ["headline"] = entry.Title,
            ["inLanguage"] = entry.Language,
            ["dateModified"] = entry.ChangedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["mainEntityOfPage"] = addresses.Of(entry.Address!),
            ["wordCount"] = page.Item.Text.Words,
            ["publisher"] = new JsonObject { ["@type"] = "Organization", ["name"] = tenant.DisplayName },
        };
        if (entry.Description.Length > 0)
            article["description"] = entry.Description;
        var graph = new JsonArray(article);
        if (crumbs.Count > 0)
            graph.Add(new JsonObject { ["@type"] = "BreadcrumbList", ["itemListElement"] = crumbs });
        return new JsonObject { ["@context"] = "https://schema.org", ["@graph"] = graph }.ToJsonString(JsonSerializerOptions.Default);
    }
}
