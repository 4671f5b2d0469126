using Marketplace.Catalog.Products;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Catalog.Areas.Catalog.Pages.Storefront;

internal sealed class IndexModel(ProductStore products, ITenant tenant) : PageModel
{
    public const int PageSize = 24;
    private const int MaxPage = 1000;
    private const int MaxTextLength = 100;

    /// <summary>Null for all.</summary>
    public Category? Category { get; private set; }

    public string? Text { get; private set; }

    public ProductSort Sort { get; private set; }

    public int Number { get; private set; }

    public ProductPage Shelf { get; private set; } = new([], false);

    public IReadOnlyList<Category> Categories { get; } =
        [.. tenant.Settings.Get<CatalogSettings>(CatalogSettings.Section).Categories.Select(Category.Find).OfType<Category>()];

    public bool IsFiltered => Text is not null || Category is not null;

    public async Task<IActionResult> OnGetAsync(string? category, string? q, string? sort, int p = 1)
    {
        Category = Category.Find(category);
        if (category is not null && Category is null)
            return NotFound();
        Text = string.IsNullOrWhiteSpace(q) ? null : q.Trim()[..Math.Min(q.Trim().Length, MaxTextLength)];
        Sort = ProductSorts.Parse(sort);
        Number = Math.Clamp(p, 1, MaxPage);
        Shelf = await products.SearchAsync(
            new ProductQuery(Text, Category?.Id, Sort, Number, PageSize, ActiveOnly: true), HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>The same search on another shelf or page.</summary>
    public string Address(Category? category, int page)
    {
        var query = new List<KeyValuePair<string, string?>>(3);
        if (Text is not null)
            query.Add(new("q", Text));
        if (Sort != ProductSort.Featured)
            query.Add(new("sort", ProductSorts.Name(Sort)));
        if (page > 1)
            query.Add(new("p", page.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString(Url.Content(category is null ? "~/marketplace" : "~/marketplace/" + category.Id), query);
    }
}
