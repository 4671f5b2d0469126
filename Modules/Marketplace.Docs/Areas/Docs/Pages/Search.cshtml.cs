using System.Globalization;
using System.Text.Json.Serialization;
using Marketplace.Docs.Reading;
using Marketplace.Docs.Search;
using Marketplace.Docs.Tree;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Docs.Areas.Docs.Pages;

/// <summary>Answers people with a page and scripts, which ask for JSON while somebody types, with a few results.</summary>
internal sealed class SearchModel(DocPages pages, SearchDocs search) : PageModel
{
    private const int PageSize = 20;
    private const int WhileTyping = 8;
    private const int LastPage = 8;

    public DocTree Tree { get; private set; } = null!;

    public SearchAnswer Answer { get; private set; } = SearchAnswer.Nothing("");

    public int Number { get; private set; } = 1;

    public bool Exact { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? q, bool exact = false, int p = 1)
    {
        var stop = HttpContext.RequestAborted;
        Response.Headers.Append("Vary", "Accept, Accept-Language, Cookie");
        Tree = await pages.GetTreeAsync(stop);
        Exact = exact;
        if (Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase))
            return new JsonResult(await AnswerJsonAsync(q));
        Number = Math.Clamp(p, 1, LastPage);
        Answer = await search.ExecuteAsync(q, exact, Tree, Number, PageSize, stop);
        return Page();
    }

    public string Address(int number, bool exact)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["q"] = Answer.Text };
        if (exact)
            query["exact"] = "true";
        if (number > 1)
            query["p"] = number.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(Url.Content("~/docs/search"), query);
    }

    /// <summary>The titles of the pages above one.</summary>
    public static string PathOf(DocNode page) => string.Join(" › ", page.Ancestors.Select(x => x.Label));

    private async Task<FoundJson> AnswerJsonAsync(string? q)
    {
        var answer = await search.ExecuteAsync(q, Exact, Tree, page: 1, WhileTyping, HttpContext.RequestAborted);
        return new FoundJson(
            answer.Text, answer.Corrected, answer.HasMore,
            [.. answer.Results.Select(x => new ResultJson(
                Url.Content("~" + x.Address), PathOf(x.Page), PartJson.Of(x.Title), PartJson.Of(x.Heading), PartJson.Of(x.Excerpt)))]);
    }

    internal sealed record FoundJson(
        [property: JsonPropertyName("query")] string Query,
        [property: JsonPropertyName("corrected")] string? Corrected,
        [property: JsonPropertyName("has_more")] bool HasMore,
        [property: JsonPropertyName("results")] IReadOnlyList<ResultJson> Results);

    internal sealed record ResultJson(
        [property: JsonPropertyName("address")] string Address,
        [property: JsonPropertyName("path")] string Path,
        [property: JsonPropertyName("title")] IReadOnlyList<PartJson> Title,
        [property: JsonPropertyName("heading")] IReadOnlyList<PartJson> Heading,
        [property: JsonPropertyName("excerpt")] IReadOnlyList<PartJson> Excerpt);

    internal sealed record PartJson(
        [property: JsonPropertyName("text")] string Text, [property: JsonPropertyName("hit")] bool IsHit)
    {
        public static IReadOnlyList<PartJson> Of(IEnumerable<Highlight> parts) => [.. parts.Select(x => new PartJson(x.Text, x.IsHit))];
    }
}
