using System.Diagnostics.Metrics;

namespace Marketplace.Docs.Search;

/// <summary>For OpenTelemetry.</summary>
internal sealed class SearchMetrics(IMeterFactory meters, ITenant tenant)
{
    private readonly Counter<long> _searches = meters.Create("Marketplace.Docs")
        .CreateCounter<long>("marketplace.docs.searches", description: "Searches of the documentation, by what came of them.");

    public void Searched(SearchAnswer answer) =>
        _searches.Add(
            1,
            new KeyValuePair<string, object?>("tenant", tenant.Name),
            new KeyValuePair<string, object?>(
                "outcome", answer.Results.Count == 0 ? "nothing" : answer.Corrected is null ? "found" : "corrected"));
}
