using Marketplace.Content.Overview;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>What waits for editors, from every room that has something to say.</summary>
[RequirePermission(Permissions.WriteContent)]
internal sealed class OverviewModel(IEnumerable<IOverviewPiece> pieces) : PageModel
{
    public IReadOnlyList<OverviewPart> Parts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var parts = new List<OverviewPart>();
        foreach (var piece in pieces.OrderBy(x => x.Order))
        {
            if (await piece.ReadAsync(cancellationToken) is { } part)
                parts.Add(part);
        }

        Parts = parts;
    }
}
