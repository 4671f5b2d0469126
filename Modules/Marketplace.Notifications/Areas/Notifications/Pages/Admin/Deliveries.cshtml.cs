using Marketplace.Notifications.Deliveries;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications.Areas.Notifications.Pages.Admin;

[RequirePermission(Permissions.ViewDeliveries)]
internal sealed class DeliveriesModel(
    ListDeliveries list, RetryDelivery retryDelivery, IStringLocalizer<DeliveriesModel> text, IUserDirectory? users = null) : PageModel
{
    private const int PageSize = 50;

    private IReadOnlyDictionary<string, UserSummary> _users = new Dictionary<string, UserSummary>();

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public DeliveryState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public NotificationChannels? Channel { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<Delivery> Rows { get; private set; } = [];

    public int GivenUp { get; private set; }

    public bool IsFiltered => Q is not null || State is not null || Channel is not null;

    public string? FirstUrl => Before is null ? null : Url.Page("/Admin/Deliveries", new { q = Q, state = State, channel = Channel });

    public string? NextUrl { get; private set; }

    /// <summary>Where it went, else where it would go.</summary>
    public string AddressOf(Delivery row) => row.Address ?? (_users.TryGetValue(row.UserId, out var user) ? user.Email : row.UserId);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Q = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();
        Before = string.IsNullOrEmpty(Before) ? null : Before;
        var page = await list.ExecuteAsync(new DeliveryFilter(Q, State, Channel, Before), PageSize, cancellationToken);
        Rows = page.Deliveries;
        GivenUp = await list.CountGivenUpAsync(cancellationToken);
        _users = users is null
            ? _users
            : await users.FindManyAsync([.. Rows.Select(x => x.UserId).Distinct(StringComparer.Ordinal)], cancellationToken);
        NextUrl = page.Next is { } next
            ? Url.Page("/Admin/Deliveries", new { q = Q, state = State, channel = Channel, before = next })
            : null;
    }

    public async Task<IActionResult> OnPostRetryAsync(string? id, CancellationToken cancellationToken)
    {
        if (await retryDelivery.ExecuteAsync(id ?? "", cancellationToken))
            TempData.Note("success", text["The mail is sent again."]);
        else
            TempData.Note("info", text["It waits already, or was sent meanwhile. Nothing was changed."]);
        return RedirectToPage(new { q = Q, state = State, channel = Channel });
    }

    public async Task<IActionResult> OnPostRetryAllAsync(CancellationToken cancellationToken)
    {
        var count = await retryDelivery.ExecuteAllAsync(cancellationToken);
        TempData.Note("success", count == 1 ? text["One mail is sent again."] : text["{0} mails are sent again.", count]);
        return RedirectToPage();
    }
}
