using System.ComponentModel.DataAnnotations;
using Marketplace.Data;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.Areas.Catalog.Pages.Admin;

[RequirePermission(Permissions.ManageCatalog)]
internal sealed class EditProductModel(
    ProductStore products, IDatabase database, ITenant tenant, AmountReader amounts, IStringLocalizer<EditProductModel> text) : PageModel
{
    private static readonly CreditAmount HighestPrice = CreditAmount.FromDecimal(1_000_000);

    public CreditUnit Unit { get; } = tenant.Settings.Get<CreditUnit>("credits");

    public Product Product { get; private set; } = null!;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await products.FindAsync(id, HttpContext.RequestAborted) is not { } product)
            return NotFound();
        Product = product;
        Input = new InputModel { Name = product.Name, Summary = product.Summary, Price = AmountField.Of(Unit).Write(product.Price), Active = product.Active };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (await products.FindAsync(id, HttpContext.RequestAborted) is not { } product)
            return NotFound();
        Product = product;
        if (amounts.ReadCredits(Input.Price, AmountField.Of(Unit), out var price) is { } wrong)
            ModelState.AddModelError("Input.Price", wrong);
        else if (price > HighestPrice)
            ModelState.AddModelError("Input.Price", text["A price is at most {0}.", Unit.Format(HighestPrice)]);
        if (!ModelState.IsValid)
            return Page();
        var changed = product with { Name = Input.Name.Trim(), Summary = Input.Summary.Trim(), Price = price, Active = Input.Active };
        await database.InTransactionAsync(transaction => products.SaveAsync(transaction, changed, HttpContext.RequestAborted), HttpContext.RequestAborted);
        TempData.Note("success", text["Saved. Customers see {0} from now on.", changed.Name]);
        return Redirect(Url.Content("~/admin/catalog/" + id));
    }

    internal sealed class InputModel
    {
        [Required, StringLength(120)]
        public string Name { get; set; } = "";

        [Required, StringLength(200)]
        public string Summary { get; set; } = "";

        /// <summary>As typed.</summary>
        public string? Price { get; set; }

        public bool Active { get; set; }
    }
}
