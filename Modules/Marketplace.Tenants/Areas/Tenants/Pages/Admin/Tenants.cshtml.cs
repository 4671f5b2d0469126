using Marketplace.Tenants.Directory;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Tenants.Areas.Tenants.Pages.Admin;

[Feature("Marketplace.Tenants.Directory")]
[RequirePermission(DirectoryPermissions.ManageTenants)]
internal sealed class TenantsModel(ITenantDirectory directory, ITenant current, IStringLocalizer<TenantsModel> text) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public TenantState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<TenantInfo> Found { get; private set; } = [];

    public int Total { get; private set; }

    public string? PreviousUrl => Number > 1 ? UrlOf(Number - 1) : null;

    public string? NextUrl { get; private set; }

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || State is not null;

    public bool IsCurrent(TenantInfo tenant) => tenant.Name == current.Name;

    public string AddressOf(TenantInfo tenant) =>
        $"{Request.Scheme}://{(tenant.Hosts.Count > 0 ? tenant.Hosts[0] : Request.Host.ToUriComponent())}"
        + $"{(tenant.PathPrefix.Length > 0 ? tenant.PathPrefix : "/")}";

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var all = await directory.ListAsync(cancellationToken);
        Total = all.Count;
        var words = SearchKey.Of(Q);
        var address = HostName.Canonical(Q);
        var matching = all.Where(x => (State is null || x.State == State)
            && (string.IsNullOrWhiteSpace(Q) || Matches(x, words, address))).ToList();
        Found = [.. matching.Skip((Number - 1) * PageSize).Take(PageSize)];
        NextUrl = matching.Count > Number * PageSize ? UrlOf(Number + 1) : null;
    }

    public Task<IActionResult> OnPostEnableAsync(string name, CancellationToken cancellationToken) =>
        SetAsync(name, enabled: true, cancellationToken);

    public Task<IActionResult> OnPostDisableAsync(string name, CancellationToken cancellationToken) =>
        SetAsync(name, enabled: false, cancellationToken);

    /// <param name="address">The search as a host name, for names that are kept in ASCII.</param>
    private static bool Matches(TenantInfo tenant, string words, string? address) =>
        (words.Length > 0
            && SearchKey.Of($"{tenant.Name} {tenant.DisplayName} {tenant.PathPrefix} {string.Join(' ', tenant.Hosts)}")
                .Contains(words, StringComparison.Ordinal))
        || (address is not null && tenant.Hosts.Contains(address, StringComparer.Ordinal));

    private async Task<IActionResult> SetAsync(string name, bool enabled, CancellationToken cancellationToken)
    {
        var result = await directory.SetEnabledAsync(name, enabled, cancellationToken);
        TempData.Note(
            result.Succeeded ? "success" : "danger", result.Error
                ?? (enabled ? text["{0} answers again.", name] : text["{0} is off and answers 503. Its data is kept.", name]));
        return RedirectToPage();
    }

    private string UrlOf(int number) => Url.Page("/Admin/Tenants", new { q = Q, state = State, p = number })!;
}
