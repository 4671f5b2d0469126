using Marketplace.Payments.History;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Payments.Areas.Payments.Pages.Dashboard;

internal sealed class PaymentsModel(ListPayments list, ReadPaymentFilter readFilter, PaymentTexts words) : PageModel
{
    private const int PageSize = 25;

    public PaymentFilter Filter { get; private set; } = null!;

    public PaymentPage List { get; private set; } = null!;

    public PaymentTexts Words => words;

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public string Path => Url.Content("~/dashboard/wallet/payments");

    public string? OlderUrl => List.Older is { } cursor ? Path + Filter.ToAddress("before", cursor) : null;

    public string? NewerUrl => List.Newer is { } cursor ? Path + Filter.ToAddress("after", cursor) : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filter = readFilter.Of(new PaymentFilterText(Status, From, To));
        List = await list.PageAsync(User.GetUserId(), Filter, PageSize, Cursor(Before), Cursor(After), cancellationToken);
    }

    /// <summary>What is no cursor is none: it shows the first page.</summary>
    private static string? Cursor(string? typed) =>
        typed is { Length: > 0 and <= 100 } && typed.All(x => char.IsAsciiLetterOrDigit(x) || x == '_') ? typed : null;
}
