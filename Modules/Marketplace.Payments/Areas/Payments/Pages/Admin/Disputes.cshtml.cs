using Marketplace.Credits.Accounts;
using Marketplace.Payments.Disputes;
using Marketplace.Payments.Timeline;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Payments.Areas.Payments.Pages.Admin;

[RequirePermission(Permissions.ViewPayments)]
internal sealed class DisputesModel(ListOpenDisputes list, OwnerNames names, TimeProvider time) : PageModel
{
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public IReadOnlyList<OpenDispute> Open { get; private set; } = [];

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    public bool IsLate(DateTimeOffset due) => due < time.GetUtcNow();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Open = await list.ExecuteAsync(cancellationToken);
        _names = await names.OfAsync(Open.Select(x => x.UserId), cancellationToken);
    }
}
