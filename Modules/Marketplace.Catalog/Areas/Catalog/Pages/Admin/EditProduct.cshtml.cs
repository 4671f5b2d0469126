using System.ComponentModel.DataAnnotations;
using Marketplace.Data;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.Areas.Catalog.Pages.Admin;

[RequirePermission(Permissions.ManageCatalog)]
internal sealed class EditProductModel(ProductStore products, IDatabase database, ITenant tenant, IStringLocalizer<EditProductModel> text) : PageModel
{
    public Product Product { get; private set; } = null!;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await products.FindAsync(id, HttpContext.RequestAborted) is not { } product)
            return NotFound();
        Product = product;
        Input = new InputModel { Name = product.Name, Summary = product.Summary, Price = product.Price.ToDecimal() + 0.00m, Active = product.Active };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (await products.FindAsync(id, HttpContext.RequestAborted) is not { } product)
            return NotFound();
        Product = product;
        var decimals = tenant.Settings.Get<CreditUnit>("credits").Decimals;
        if (decimal.Round(Input.Price, decimals) != Input.Price)
            ModelState.AddModelError("Input.Price", text["Use at most {0} decimals.", decimals]);
        if (!ModelState.IsValid)
            return Page();
        var changed = product with { Name = Input.Name.Trim(), Summary = Input.Summary.Trim(), Price = CreditAmount.FromDecimal(Input.Price), Active = Input.Active };
        await database.InTransactionAsync(transaction => products.SaveAsync(transaction, changed, HttpContext.RequestAborted), HttpContext.RequestAborted);
        TempData.Note("success", text["Saved. Customers see {0} from now on.", changed.Name]);
        return Redirect(Url.Content("~/admin/catalog/" + id));
    }

    internal sealed class InputModel
    {
        [Required, StringLength(120), Readable]
        public string Name { get; set; } = "";

        [Required, StringLength(200)]
        public string Summary { get; set; } = "";

        [Range(typeof(decimal), "0.000001", "1000000", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
        public decimal Price { get; set; }

        public bool Active { get; set; }
    }
}
