using System.Diagnostics.Metrics;

namespace Marketplace.Docs.Feedback;

/// <summary>For OpenTelemetry.</summary>
internal sealed class FeedbackMetrics(IMeterFactory meters, ITenant tenant)
{
    private readonly Counter<long> _given = meters.Create("Marketplace.Docs")
        .CreateCounter<long>("marketplace.docs.feedback", description: "Readers who said whether a page was helpful.");

    public void Given(bool isHelpful) =>
        _given.Add(
            1,
            new KeyValuePair<string, object?>("tenant", tenant.Name),
            new KeyValuePair<string, object?>("vote", isHelpful ? "yes" : "no"));
}
