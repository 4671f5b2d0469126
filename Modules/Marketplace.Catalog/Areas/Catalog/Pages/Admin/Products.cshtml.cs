using System.Globalization;
using Marketplace.Catalog.Products;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Catalog.Areas.Catalog.Pages.Admin;

[RequirePermission(Permissions.ViewCatalog)]
internal sealed class ProductsModel(ProductStore products, IAuthorizationService authorization) : PageModel
{
    private const int PageSize = 50;
    private const int MaxTextLength = 100;

    public string? Text { get; private set; }

    public Category? Category { get; private set; }

    public int Number { get; private set; }

    public ProductPage List { get; private set; } = new([], false);

    /// <summary>Whoever may not looks at a product instead of editing it.</summary>
    public bool MayEdit { get; private set; }

    public async Task OnGetAsync(string? q, string? category, int p = 1)
    {
        Text = string.IsNullOrWhiteSpace(q) ? null : q.Trim()[..Math.Min(q.Trim().Length, MaxTextLength)];
        Category = Category.Find(category);
        Number = Math.Clamp(p, 1, 1000);
        MayEdit = (await authorization.AuthorizeAsync(User, null, [new PermissionRequirement(Permissions.ManageCatalog)])).Succeeded;
        List = await products.SearchAsync(
            new ProductQuery(Text, Category?.Id, ProductSort.Featured, Number, PageSize, ActiveOnly: false), HttpContext.RequestAborted);
    }

    public string Address(int page)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["p"] = page.ToString(CultureInfo.InvariantCulture) };
        if (Text is not null)
            query["q"] = Text;
        if (Category is not null)
            query["category"] = Category.Id;
        return QueryHelpers.AddQueryString(Url.Content("~/admin/catalog"), query);
    }
}
