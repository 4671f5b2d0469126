using Marketplace.Data;
using Marketplace.Jobs.History;
using Microsoft.Extensions.Localization;

namespace Marketplace.Jobs.Outbox;

internal enum WaitingState
{
    /// <summary>Failed, and tried again soon.</summary>
    Retried,

    /// <summary>Failed for long; still tried again.</summary>
    Failing,

    /// <summary>A feature that it needs is switched off, or does not run.</summary>
    Off,

    /// <summary>No module of this host has the handler.</summary>
    Gone,

    /// <summary>Too old to be delivered.</summary>
    GivenUp,
}

/// <param name="Reason">A sentence: why they wait, and what makes them go on.</param>
internal sealed record WaitingRow(WaitingHandler What, string Title, WaitingState State, string Reason)
{
    /// <summary>They may be thrown away: nothing acts on them, and nothing that is being installed just now will.</summary>
    public bool CanForget { get; init; }

    public bool CanRetry => What.IsHere && State is WaitingState.Failing or WaitingState.Retried or WaitingState.GivenUp;
}

/// <summary>What waits in the tenant's outbox and why. What is simply on its way is not among it.</summary>
internal sealed class WaitingRows(
    WaitingDeliveries deliveries, ITenantAdministration administration, TimeProvider time, IStringLocalizer<WaitingRows> text)
{
    /// <summary>While an update goes from process to process, one that is older knows less than the one that handed them out.</summary>
    private const int UpdateDays = 7;

    public async Task<IReadOnlyList<WaitingRow>> ListAsync(CancellationToken cancellationToken)
    {
        var features = administration.ListFeatures().ToDictionary(x => x.Id, StringComparer.Ordinal);
        return [.. (await deliveries.ListAsync(cancellationToken))
            .Select(x => Describe(x, features))
            .OfType<WaitingRow>()
            .OrderByDescending(x => x.State)
            .ThenBy(x => x.What.Since)];
    }

    private WaitingRow? Describe(WaitingHandler what, Dictionary<string, FeatureInfo> features)
    {
        var title = text[JobTitles.Of(what.Handler)].Value;
        if (!what.IsHere)
            return DescribeAbsent(what, title, features);
        if (what.GivenUp > 0)
            return new(
                what, title, WaitingState.GivenUp,
                text["They could not be delivered for too long. Last error: {0}", what.Error ?? text["none"].Value]);
        return what switch
        {
            { Attempts: >= WaitingDeliveries.WorryingAttempts } => new(
                what, title, WaitingState.Failing,
                text["Tried {0} times and tried again. Last error: {1}", what.Attempts, what.Error ?? ""]),
            { Error: { } error } => new(what, title, WaitingState.Retried, text["Tried again soon. Last error: {0}", error]),
            _ => null,
        };
    }

    private WaitingRow DescribeAbsent(WaitingHandler what, string title, Dictionary<string, FeatureInfo> features)
    {
        var ids = what.Features.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.FirstOrDefault(x => !features.ContainsKey(x)) is { } missing)
        {
            return Gone(
                what, title, text["The module of the feature {0} is not installed. They are delivered when it is there and on.", missing]);
        }

        var needed = ids.Select(x => features[x]).ToList();
        if (needed.FirstOrDefault(x => x.Problem is not null) is { } broken)
            return new(
                what, title, WaitingState.Off,
                text["The feature {0} does not run: {1} They are delivered when it does.", broken.Name, broken.Problem!]);
        var off = needed.Where(x => !x.IsEnabled).Select(x => x.Name).ToList();
        return off.Count > 0
            ? new(
                what, title, WaitingState.Off,
                text["The feature {0} is switched off. They are delivered when it is switched on.", string.Join(", ", off)])
            : Gone(
                what, title, text["No installed module acts on them: an update removed it, or another process runs a newer version."]);
    }

    private WaitingRow Gone(WaitingHandler what, string title, string reason)
    {
        var canForget = OutboxRelay.MayGiveUp(what.Lane) || what.Since <= time.GetUtcNow() - TimeSpan.FromDays(UpdateDays);
        return new(
            what, title, WaitingState.Gone,
            canForget ? reason : $"{reason} {text["They can be forgotten when they have waited for {0} days.", UpdateDays]}")
        {
            CanForget = canForget,
        };
    }
}
