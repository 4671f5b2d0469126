using Marketplace.Data;

namespace Marketplace.Content.Legal;

/// <summary>How one person stands to the terms in force.</summary>
/// <param name="Accepted">Their last acceptance that still counts or has been replaced since; null: none.</param>
/// <param name="IsUpToDate">What they accepted is what is in force.</param>
/// <param name="IsDecided">They said yes or no to what is in force.</param>
/// <param name="WasAsked">They once said yes or no.</param>
internal sealed record TermsStanding(TermsDecision? Accepted, bool IsUpToDate, bool IsDecided, bool WasAsked)
{
    /// <summary>Whoever was never asked may.</summary>
    public bool MayBuy => IsUpToDate || !WasAsked;
}

/// <summary>One person's word on one version.</summary>
internal sealed record TermsDecision
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string ItemId { get; init; }

    public required int Version { get; init; }

    public required string Hash { get; init; }

    public required string Language { get; init; }

    public required string Title { get; init; }

    public required bool IsAccepted { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>See <see cref="ClientNetwork"/>; empty where it was not known.</summary>
    public required string Network { get; init; }
}

/// <summary>
/// Looks up how somebody stands. An acceptance in any language counts, until the text in that language is replaced. Compared is the text
/// itself, by its hash: a new address or description makes nobody's acceptance out of date.
/// </summary>
internal sealed class TermsStandings(IDatabase database)
{
    internal const string Columns = "d.id, d.user_id, d.item_id, d.version, d.hash, d.language, d.title, d.is_accepted, d.at, d.network";

    /// <param name="inForce">What this person reads.</param>
    public async Task<TermsStanding> FindAsync(string userId, TermsText inForce, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var decisions = await session.QueryAsync<TermsDecision>(
            $"""
            select {Columns} from content_terms_decisions d join content_published p on p.item_id = d.item_id
            where d.user_id = @userId and p.kind = @kind order by d.at desc, d.id desc
            """,
            new { userId, kind = LegalKinds.Terms }, cancellationToken);
        if (decisions.Count == 0)
            return new TermsStanding(null, IsUpToDate: false, IsDecided: false, WasAsked: false);
        var current = (await session.QueryAsync<(string ItemId, string Hash)>(
            """
            select t.item_id, t.hash from content_published p
            join content_terms_texts t on t.item_id = p.item_id and t.version = p.version where p.kind = @kind
            """,
            new { kind = LegalKinds.Terms }, cancellationToken)).ToHashSet();
        var valid = decisions.FirstOrDefault(x => x.IsAccepted && current.Contains((x.ItemId, x.Hash)));
        return new TermsStanding(
            valid ?? decisions.FirstOrDefault(x => x.IsAccepted), valid is not null,
            valid is not null || decisions.Any(x => x.ItemId == inForce.ItemId && x.Hash == inForce.Hash), WasAsked: true);
    }

    /// <summary>What is announced to this person: a later version of what they accepted, that applies from a day on.</summary>
    public async Task<UpcomingTerms?> FindUpcomingAsync(string userId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleOrDefaultAsync<UpcomingTerms>(
            """
            select a.item_id, a.version, a.applies_at from content_terms_announcements a
            join content_items i on i.id = a.item_id and i.planned_version = a.version and i.publish_at = a.applies_at
            where exists (
              select 1 from content_terms_decisions d
              where d.item_id = a.item_id and d.user_id = @userId and d.is_accepted = @yes)
            order by a.applies_at, a.item_id limit 1
            """,
            new { userId, yes = true }, cancellationToken);
    }
}

internal sealed record UpcomingTerms
{
    public required string ItemId { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset AppliesAt { get; init; }
}
