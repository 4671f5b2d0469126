using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Legal;

/// <param name="Search">A part of a name or address, or a user's id; null: everybody.</param>
/// <param name="IsAccepted">Null: both.</param>
internal sealed record DecisionFilter(string? Search, bool? IsAccepted);

/// <summary>Who accepted or declined what, the last first.</summary>
internal sealed class ListDecisions(IDatabase database, IServiceScopeFactory scopes)
{
    private const int MostPeople = 200;

    /// <param name="before">The id of the last line of the page before; null begins.</param>
    public async Task<(IReadOnlyList<TermsDecision> Lines, string? Next)> ExecuteAsync(
        DecisionFilter filter, string? before, int limit, CancellationToken cancellationToken)
    {
        var conditions = new List<string> { "1 = 1" };
        var people = filter.Search is null ? null : await FindPeopleAsync(filter.Search, cancellationToken);
        if (people is { Count: 0 })
            return ([], null);
        if (people is not null)
            conditions.Add("d.user_id in @people");
        if (filter.IsAccepted is not null)
            conditions.Add("d.is_accepted = @IsAccepted");
        if (before is not null)
            conditions.Add("d.id < @before");
        await using var session = await database.OpenAsync(cancellationToken);
        var found = await session.QueryAsync<TermsDecision>(
            $"""
            select {TermsStandings.Columns} from content_terms_decisions d where {string.Join(" and ", conditions)}
            order by d.id desc limit {limit + 1}
            """,
            new { people, filter.IsAccepted, before }, cancellationToken);
        return found.Count > limit ? ([.. found.Take(limit)], found[limit - 1].Id) : (found, null);
    }

    private async Task<IReadOnlyList<string>> FindPeopleAsync(string search, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<IUserDirectory>() is not { } users)
            return [search];
        var found = await users.SearchAsync(search, MostPeople, cancellationToken);
        return [.. found.Select(x => x.Id).Append(search)];
    }
}
