using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Overview;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Areas.AutoTopUp.Pages.Admin;

[RequirePermission(Permissions.ManageAutoTopUp)]
internal sealed class AutoTopUpModel(
    ReadFigures read, LiftSuspension lift, AttemptText words, IServiceProvider services, IStringLocalizer<AutoTopUpModel> text) : PageModel
{
    private IReadOnlyDictionary<string, UserSummary> _users = new Dictionary<string, UserSummary>(StringComparer.Ordinal);

    public AutoTopUpFigures Figures { get; private set; } = null!;

    public AttemptText Words => words;

    public string NameOf(string userId) => _users.TryGetValue(userId, out var user) ? user.Email : userId;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Figures = await read.ExecuteAsync(cancellationToken);
        var ids = Figures.Suspended.Select(x => x.UserId).Concat(Figures.Open.Select(x => x.UserId)).ToHashSet(StringComparer.Ordinal);
        if (services.GetService<IUserDirectory>() is { } users)
            _users = await users.FindManyAsync(ids, cancellationToken);
    }

    public async Task<IActionResult> OnPostLiftAsync(string? userId, CancellationToken cancellationToken)
    {
        if (userId is not null && !userId.Contains('\0', StringComparison.Ordinal) && await lift.ExecuteAsync(userId, cancellationToken))
            TempData.Note("success", text["The suspension is lifted. The next debit below the threshold tries again."]);
        else
            TempData.Note("warning", text["This wallet is not suspended any more."]);
        return Redirect(Url.Content("~/admin/auto-topup"));
    }
}
