using System.ComponentModel.DataAnnotations;
using Marketplace.Catalog.Products;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.Areas.Catalog.Pages.Admin;

[RequirePermission(Permissions.ManageCatalog)]
internal sealed class EditProductModel(
    ProductStore products, ITenant tenant, AmountReader amounts, EditConflicts conflicts, IStringLocalizer<EditProductModel> text)
        : PageModel
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
        Input = InputOf(product);
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
        var (saved, now) = await products.EditAsync(
            id,
            Input.Version,
            Edited,
            x => x with { Name = Input.Name.Trim(), Summary = Input.Summary.Trim(), Price = price, Active = Input.Active },
            HttpContext.RequestAborted);
        if (now is null)
            return NotFound();
        if (!saved)
        {
            conflicts.Show(ModelState, nameof(Input), Input, InputOf(now));
            return Page();
        }

        TempData.Note("success", text["Saved. Customers see {0} from now on.", Input.Name.Trim()]);
        return Redirect(Url.Content("~/admin/catalog/" + id));
    }

    /// <summary>What this form edits of a product.</summary>
    private static (string Name, string Summary, CreditAmount Price, bool Active) Edited(Product x) =>
        (x.Name, x.Summary, x.Price, x.Active);

    private InputModel InputOf(Product x) => new()
    {
        Name = x.Name, Summary = x.Summary, Price = AmountField.Of(Unit).Write(x.Price), Active = x.Active,
            Version = RecordVersion.Of(Edited(x)),
    };

    internal sealed class InputModel : IEditForm
    {
        public string? Version { get; set; }

        [Required, StringLength(120), Readable]
        public string Name { get; set; } = "";

        [Required, StringLength(200)]
        public string Summary { get; set; } = "";

        /// <summary>As typed.</summary>
        public string? Price { get; set; }

        public bool Active { get; set; }
    }
}
