using System.Text;
using Marketplace.Data;
using Marketplace.Docs.Tree;

namespace Marketplace.Docs.Search;

/// <summary>
/// Searches one language, and for what is not translated the tenant's own. Whatever is typed is taken for words, never for operators.
/// </summary>
internal sealed class SearchDocs(IDatabase database, Vocabularies vocabularies, SearchMetrics metrics)
{
    /// <summary>Sections looked at: beyond them nobody turns pages.</summary>
    private const int MostHits = 150;

    /// <summary>A beginning so short stands in the text of nearly every page.</summary>
    private const int ShortPart = 3;
    private const int EnoughHeads = 8;

    /// <param name="exact">Nothing is corrected.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">Pages of the documentation on one page of results.</param>
    public async Task<SearchAnswer> ExecuteAsync(
        string? typed, bool exact, DocTree tree, int page, int size, CancellationToken cancellationToken)
    {
        var shown = (typed ?? "").Trim();
        shown = shown.Length > SearchText.LongestText ? shown[..SearchText.LongestText] : shown;
        var search = SearchText.Read(typed);
        if (search.Terms.Count == 0)
            return SearchAnswer.Nothing(shown);
        await using var session = await database.OpenAsync(cancellationToken);
        var main = await vocabularies.GetAsync(session, tree.Language, cancellationToken);
        var own = tree.Language == tree.OwnLanguage ? main : await vocabularies.GetAsync(session, tree.OwnLanguage, cancellationToken);
        var corrected = exact ? search : Correct(search, [main.Words, own.Words]);
        var hits = await FindAsync(session, corrected, tree, main, cancellationToken);
        var pages = hits.Select(x => (Hit: x, Node: tree.FindItem(x.ItemId))).Where(x => x.Node is not null)
            .DistinctBy(x => x.Node).ToList();
        var some = pages.Skip((page - 1) * size).Take(size).Select(x => (x.Hit.Id, Node: x.Node!)).ToList();
        var answer = new SearchAnswer(
            shown,
            corrected == search ? null : string.Join(' ', corrected.Terms.Select(x => x.Typed)),
            await ReadAsync(session, some, corrected, cancellationToken),
            pages.Count > page * size);
        metrics.Searched(answer);
        return answer;
    }

    /// <summary>Words that no page has become the nearest that one has.</summary>
    internal static SearchText Correct(SearchText search, IReadOnlyList<Vocabulary> vocabularies)
    {
        var terms = search.Terms.Select((term, i) => IsKnown(search, i, vocabularies) ? term : Nearest(term, vocabularies)).ToList();
        if (terms.SequenceEqual(search.Terms))
            return search;
        return new SearchText([.. terms.DistinctBy(x => x.Word)], search.EndsInPart && terms[^1] == search.Terms[^1]);
    }

    private static bool IsKnown(SearchText search, int index, IReadOnlyList<Vocabulary> vocabularies) =>
        vocabularies.Any(x => x.Contains(search.Terms[index].Word)
            || (search.IsPart(index) && x.HasBeginning(search.Terms[index].Word)));

    private static SearchTerm Nearest(SearchTerm term, IReadOnlyList<Vocabulary> vocabularies)
    {
        var near = vocabularies.Select(x => x.FindNearest(term.Word)).Where(x => x is not null).Select(x => x!.Value)
            .OrderBy(x => x.Edits).ThenByDescending(x => x.Uses).Select(x => x.Word).FirstOrDefault();
        return near is null ? term : new SearchTerm(near, near);
    }

    private static async Task<IReadOnlyList<SearchHit>> FindAsync(
        DbSession session, SearchText search, DocTree tree, Vocabularies.Kept kept, CancellationToken cancellationToken)
    {
        var question = $"{tree.OwnLanguage}\n{string.Join(' ', search.Terms.Select(x => x.Word))}{(search.EndsInPart ? "*" : "")}";
        if (kept.FindAnswer(question) is { } answered)
            return answered;
        // While somebody types the first letters, titles and headings that begin so are what they may mean, where there are enough.
        if (search is { EndsInPart: true, Terms: [{ Word.Length: <= ShortPart }] }
            && await QueryAsync(session, search, Scope.Heads, tree, cancellationToken) is { Count: >= EnoughHeads } heads)
        {
            kept.KeepAnswer(question, heads);
            return heads;
        }

        var hits = await QueryAsync(session, search, Scope.AllWords, tree, cancellationToken);
        // Where no section has all of them, those that have some are better than nothing.
        if (hits.Count == 0 && search.Terms.Count > 1)
            hits = await QueryAsync(session, search, Scope.AnyWord, tree, cancellationToken);
        kept.KeepAnswer(question, hits);
        return hits;
    }

    private static Task<IReadOnlyList<SearchHit>> QueryAsync(
        DbSession session, SearchText search, Scope scope, DocTree tree, CancellationToken cancellationToken)
    {
        var isSqlite = session.Dialect == Dialect.Sqlite;
        var languages = tree.Language == tree.OwnLanguage
            ? "s.language = @language"
            : """
              (s.language = @language or (s.language = @own and not exists (
                select 1 from docs_search_pages p where p.group_id = s.group_id and p.language = @language)))
              """;
        return session.QueryAsync<SearchHit>(
            isSqlite
                ? $"""
                   select s.id, s.item_id from docs_search_words join docs_search s on s.id = docs_search_words.rowid
                   where docs_search_words match @match and {languages}
                   order by bm25(docs_search_words, 8.0, 4.0, 1.0), s.id limit {MostHits}
                   """
                : $$"""
                    select s.id, s.item_id from docs_search s, cast(@match as tsquery) question
                    where s.{{(scope == Scope.Heads ? "heads" : "words")}} @@ question and {{languages}}
                    order by ts_rank('{0.1, 0.2, 0.5, 1.0}', s.{{(scope == Scope.Heads ? "heads" : "words")}}, question, 1) desc, s.id
                    limit {{MostHits}}
                    """,
            new
            {
                match = isSqlite ? ForSqlite(search, scope) : ForPostgres(search, scope), language = tree.Language, own = tree.OwnLanguage,
            },
            cancellationToken);
    }

    /// <summary>Words are letters and digits only, and stand in quotes besides.</summary>
    private static string ForSqlite(SearchText search, Scope scope)
    {
        var query = new StringBuilder(scope == Scope.Heads ? "{title heading} : " : "");
        for (var i = 0; i < search.Terms.Count; i++)
            query.Append(i == 0 ? "" : scope == Scope.AnyWord ? " OR " : " AND ").Append('"').Append(search.Terms[i].Word).Append('"')
                .Append(search.IsPart(i) ? "*" : "");
        return query.ToString();
    }

    /// <inheritdoc cref="ForSqlite"/>
    private static string ForPostgres(SearchText search, Scope scope)
    {
        var query = new StringBuilder();
        for (var i = 0; i < search.Terms.Count; i++)
            query.Append(i == 0 ? "" : scope == Scope.AnyWord ? " | " : " & ").Append('\'').Append(search.Terms[i].Word).Append('\'')
                .Append(search.IsPart(i) ? ":*" : "");
        return query.ToString();
    }

    private static async Task<IReadOnlyList<SearchResult>> ReadAsync(
        DbSession session, IReadOnlyList<(long Id, DocNode Node)> hits, SearchText search, CancellationToken cancellationToken)
    {
        if (hits.Count == 0)
            return [];
        var rows = (await session.QueryAsync<Row>(
            $"select id, anchor, title, heading, body from docs_search where {session.Dialect.In("id", "ids")}",
            new { ids = hits.Select(x => x.Id).ToArray() },
            cancellationToken)).ToDictionary(x => x.Id);
        // A page that is indexed anew at this moment is left out.
        return
        [
            .. from hit in hits
               let row = rows.GetValueOrDefault(hit.Id)
               where row is not null
               select new SearchResult(
                   hit.Node, row.Anchor, Excerpt.Mark(row.Title, search), Excerpt.Mark(row.Heading, search),
                   Excerpt.Find(row.Body, search)),
        ];
    }

    private enum Scope
    {
        AllWords,
        AnyWord,

        /// <summary>All words, in titles and headings.</summary>
        Heads,
    }

    private sealed record Row(long Id, string Anchor, string Title, string Heading, string Body);
}
