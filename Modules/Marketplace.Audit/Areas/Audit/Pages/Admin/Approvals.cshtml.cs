using Marketplace.Audit.Approvals;
using Marketplace.Audit.Trail;
using Marketplace.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Audit.Areas.Audit.Pages.Admin;

/// <summary>Open to everybody in the portal, with what they asked for and what they may decide on.</summary>
[RequirePermission("AccessAdmin")]
internal sealed class ApprovalsModel(
    ListApprovals list, ApprovalAccess access, PersonNames names, ApprovalTexts texts, StoredTexts stored) : PageModel
{
    private const int PageSize = 50;

    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    /// <summary>Also what is over.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<Approval> Rows { get; private set; } = [];

    public string? FirstUrl => Before is null ? null : Url.Page("/Admin/Approvals", Query(null));

    public string? NextUrl { get; private set; }

    public string KindOf(Approval row) => texts.KindOf(row);

    public string Say(StoredText words) => stored.Say(words);

    public string NameOf(string id) => _names.GetValueOrDefault(id, id);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Before = string.IsNullOrEmpty(Before) ? null : Before;
        var page = await list.ExecuteAsync(await access.OfAsync(User), !All, Before, PageSize, cancellationToken);
        Rows = page.Approvals;
        NextUrl = page.Next is { } next ? Url.Page("/Admin/Approvals", Query(next)) : null;
        _names = await names.OfAsync(Rows.SelectMany(x => x.Beneficiaries.Append(x.AskedBy)), cancellationToken);
    }

    private object Query(string? before) => new { all = All ? "true" : null, before };
}
