using Marketplace.Tenants.Features;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Tenants.Areas.Tenants.Pages.Admin;

[RequirePermission(Permissions.ManageFeatures)]
internal sealed class FeaturesModel(ITenantAdministration administration, IStringLocalizer<FeaturesModel> text) : PageModel
{
    /// <summary>Part of a name, description or category.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    /// <summary>A switch that waits for agreement to what comes along.</summary>
    public FeaturePlan? Pending { get; private set; }

    public IReadOnlyList<FeatureInfo> All { get; private set; } = [];

    public IReadOnlyList<IGrouping<string, FeatureInfo>> Categories { get; private set; } = [];

    public string NameOf(string id) => All.FirstOrDefault(x => x.Id == id)?.Name is { } name ? text[name] : id;

    public FeaturePlan? PlanOf(FeatureInfo feature) => FeaturePlan.Find(All, feature.Id, !feature.IsEnabled);

    public void OnGet() => Load();

    /// <param name="agreed">The features that were shown to come along, by id.</param>
    public async Task<IActionResult> OnPostAsync(string feature, bool enable, string? agreed, CancellationToken cancellationToken)
    {
        Load();
        if (FeaturePlan.Find(All, feature, enable) is not { } plan)
        {
            TempData.Note("info", text["Nothing was changed: {0} is in that state already or cannot be switched.", NameOf(feature)]);
            return RedirectToPage(new { q = Q });
        }

        if (plan.Agreement != (agreed ?? ""))
        {
            Pending = plan;
            return Page();
        }

        var result = await administration.ChangeFeaturesAsync(enable ? [feature] : [], enable ? [] : [feature], cancellationToken);
        TempData.Note(result.Succeeded ? "success" : "danger", result.Error ?? Done(plan));
        return RedirectToPage(new { q = Q });
    }

    private string Done(FeaturePlan plan)
    {
        var name = text[plan.Feature.Name].Value;
        var others = string.Join(", ", plan.Others.Select(x => text[x.Name].Value));
        return (plan.Enable, plan.Others.Count) switch
        {
            (true, 0) => text["{0} is on.", name],
            (true, _) => text["{0} is on, and with it {1}.", name, others],
            (false, 0) => text["{0} is off. Its data is kept.", name],
            (false, _) => text["{0} is off, and with it {1}. Their data is kept.", name, others],
        };
    }

    private void Load()
    {
        All = administration.ListFeatures();
        var words = Q?.Trim() ?? "";
        Categories = [.. All
            .Where(
                x => words.Length == 0
                    || $"{text[x.Name]}\n{text[x.Description]}\n{text[x.Category]}".Contains(
                        words, StringComparison.CurrentCultureIgnoreCase))
            .OrderBy(x => text[x.Name].Value, StringComparer.CurrentCulture)
            .GroupBy(x => text[x.Category].Value, StringComparer.Ordinal)
            .OrderBy(x => x.Key, StringComparer.CurrentCulture)];
    }
}
