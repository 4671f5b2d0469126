using System.Runtime.CompilerServices;
using Marketplace.Adjustments.Requests;
using Marketplace.Credits.Accounts;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>Finds the people of an audience, some at a time. Without a module that knows users there are none.</summary>
internal sealed class ReadAudience(ICustomerActivity customers, IUserDirectory? users = null)
{
    /// <summary>SQLite takes at most 999 parameters in a statement.</summary>
    private const int AtOnce = 500;

    /// <param name="leftOut">User ids of those who give: all accounts that are known to be theirs get nothing.</param>
    public async Task<AudiencePreview> PreviewAsync(
        CampaignAudience audience, IReadOnlyCollection<string> leftOut, CancellationToken cancellationToken)
    {
        var givers = await GiversAsync(leftOut, cancellationToken);
        var (count, without, unconfirmed) = (0L, 0L, 0L);
        var sample = new List<UserSummary>();
        await foreach (var page in PagesAsync(audience, cancellationToken))
        {
            var others = page.Where(x => !IsOneOf(x, givers)).ToList();
            count += others.Count;
            unconfirmed += others.Count(x => !x.EmailConfirmed);
            without += page.Count - others.Count;
            sample.AddRange(others.Take(AudiencePreview.SampleSize - sample.Count));
        }

        return new AudiencePreview(count, sample, await UnknownAsync(audience, cancellationToken), without, unconfirmed);
    }

    /// <param name="leftOut">User ids of those who give.</param>
    public async Task<IReadOnlyList<string>> IdsAsync(
        CampaignAudience audience, IReadOnlyCollection<string> leftOut, CancellationToken cancellationToken)
    {
        var givers = await GiversAsync(leftOut, cancellationToken);
        var ids = new List<string>();
        await foreach (var page in PagesAsync(audience, cancellationToken))
            ids.AddRange(page.Where(x => !IsOneOf(x, givers)).Select(x => x.Id));
        return ids;
    }

    private async Task<IReadOnlyCollection<UserSummary>> GiversAsync(IReadOnlyCollection<string> ids,
        CancellationToken cancellationToken) =>
        users is null ? [] : [.. (await users.FindManyAsync(ids, cancellationToken)).Values];

    private static bool IsOneOf(UserSummary user, IReadOnlyCollection<UserSummary> givers) => givers.Any(x => SamePerson.Is(x, user));

    private IAsyncEnumerable<IReadOnlyList<UserSummary>> PagesAsync(CampaignAudience audience, CancellationToken cancellationToken) =>
        audience.Addresses is { } addresses ? ListedAsync(addresses, cancellationToken) : CustomersAsync(audience, cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<UserSummary>> ListedAsync(
        IReadOnlyList<string> addresses, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (users is null)
            yield break;
        var known = await users.FindManyByEmailAsync(addresses, cancellationToken);
        yield return [.. known.Values.DistinctBy(x => x.Id, StringComparer.Ordinal).OrderBy(x => x.Id, StringComparer.Ordinal)];
    }

    private async IAsyncEnumerable<IReadOnlyList<UserSummary>> CustomersAsync(
        CampaignAudience audience, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (users is null)
            yield break;
        var listing = new UserListing(
            AtOnce, null, Roles.Customer, StartOf(audience.RegisteredFrom), AdjustmentInput.ExpiryOf(audience.RegisteredUntil));
        while (true)
        {
            var page = await users.ListAsync(listing, cancellationToken);
            if (page.Count == 0)
                yield break;
            yield return audience.BalanceBelow is { } limit ? await BelowAsync(page, limit, cancellationToken) : page;
            listing = listing with { After = page[^1].Id };
        }
    }

    private async Task<IReadOnlyList<UserSummary>> BelowAsync(
        IReadOnlyList<UserSummary> page, CreditAmount limit, CancellationToken cancellationToken)
    {
        var available = await customers.ReadSpendableAsync([.. page.Select(x => x.Id)], cancellationToken);
        return [.. page.Where(x => available.GetValueOrDefault(x.Id) < limit)];
    }

    private async Task<IReadOnlyList<string>> UnknownAsync(CampaignAudience audience, CancellationToken cancellationToken)
    {
        if (audience.Addresses is not { } addresses)
            return [];
        var known = users is null ? new Dictionary<string, UserSummary>() : await users.FindManyByEmailAsync(addresses, cancellationToken);
        return [.. addresses.Where(x => !known.ContainsKey(x))];
    }

    private static DateTimeOffset? StartOf(DateOnly? day) =>
        day is { } first ? new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
}

/// <param name="Unknown">Listed addresses that nobody has.</param>
/// <param name="LeftOut">Accounts of those who give.</param>
/// <param name="Unconfirmed">How many of them get the credits only when they confirm their address.</param>
internal sealed record AudiencePreview(
    long Count, IReadOnlyList<UserSummary> Sample, IReadOnlyList<string> Unknown, long LeftOut, long Unconfirmed)
{
    public const int SampleSize = 10;
}
