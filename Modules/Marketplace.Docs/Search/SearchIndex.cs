using System.Globalization;
using System.Text;
using Marketplace.Content.Items;
using Marketplace.Data;

namespace Marketplace.Docs.Search;

/// <summary>Writes the index. Whoever writes holds the row of the stamp, so that the words are counted right.</summary>
internal sealed class SearchIndex(IDatabase database, Vocabularies vocabularies)
{
    private const int WordsPerStatement = 200;

    /// <summary>A word that stands in a section more often ranks no higher for it.</summary>
    private const int MostPositions = 60;

    /// <summary>PostgreSQL counts no further.</summary>
    private const int LastPosition = 16_383;

    public async Task<IReadOnlyDictionary<string, IndexedPage>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return (await session.QueryAsync<IndexedPage>(
            "select item_id, group_id, language, changed_at from docs_search_pages", cancellationToken: cancellationToken))
            .ToDictionary(x => x.ItemId, StringComparer.Ordinal);
    }

    public async Task<IndexedPage?> FindAsync(string itemId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleOrDefaultAsync<IndexedPage>(
            "select item_id, group_id, language, changed_at from docs_search_pages where item_id = @itemId", new { itemId },
            cancellationToken);
    }

    public Task ReplaceAsync(PublishedEntry page, IReadOnlyList<PageSection> sections, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                await RaiseStampAsync(db, cancellationToken);
                await RemoveAsync(db, page.ItemId, cancellationToken);
                await db.ExecuteAsync(
                    """
                    insert into docs_search_pages (item_id, group_id, language, changed_at)
                    values (@ItemId, @GroupId, @Language, @ChangedAt)
                    """,
                    page,
                    cancellationToken);
                var rows = sections
                    .Select((x, i) => new SectionRow(i, x.Anchor, Storable(page.Title), Storable(x.Heading), Storable(x.Body))).ToList();
                foreach (var row in rows)
                    await InsertAsync(db, page, row, cancellationToken);
                await CountAsync(db, page.Language, rows, sign: 1, cancellationToken);
            },
            cancellationToken);

    public Task RemoveAsync(string itemId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                await RaiseStampAsync(db, cancellationToken);
                await RemoveAsync(db, itemId, cancellationToken);
            },
            cancellationToken);

    private Task RaiseStampAsync(UnitOfWork db, CancellationToken cancellationToken)
    {
        db.OnCommitted(vocabularies.Changed);
        return db.ExecuteAsync("update docs_search_stamp set stamp = stamp + 1", cancellationToken: cancellationToken);
    }

    private static async Task RemoveAsync(UnitOfWork db, string itemId, CancellationToken cancellationToken)
    {
        var language = await db.QuerySingleOrDefaultAsync<string>(
            "select language from docs_search_pages where item_id = @itemId", new { itemId }, cancellationToken);
        if (language is null)
            return;
        var rows = await db.QueryAsync<SectionRow>(
            "select position, anchor, title, heading, body from docs_search where item_id = @itemId", new { itemId }, cancellationToken);
        if (db.Dialect == Dialect.Sqlite)
            await db.ExecuteAsync(
                "delete from docs_search_words where rowid in (select id from docs_search where item_id = @itemId)", new { itemId },
                cancellationToken);
        await db.ExecuteAsync("delete from docs_search where item_id = @itemId", new { itemId }, cancellationToken);
        await db.ExecuteAsync("delete from docs_search_pages where item_id = @itemId", new { itemId }, cancellationToken);
        await CountAsync(db, language, rows, sign: -1, cancellationToken);
    }

    private static async Task InsertAsync(UnitOfWork db, PublishedEntry page, SectionRow row, CancellationToken cancellationToken)
    {
        var isSqlite = db.Dialect == Dialect.Sqlite;
        var id = await db.QuerySingleAsync<long>(
            $"""
             insert into docs_search (item_id, group_id, language, position, anchor, title, heading,
               body{(isSqlite ? "" : ", words, heads")})
             values (@ItemId, @GroupId, @Language, @Position, @Anchor, @Title, @Heading,
               @Body{(isSqlite ? "" : ", cast(@words as tsvector), cast(@heads as tsvector)")})
             returning id
             """,
            new
            {
                page.ItemId, page.GroupId, page.Language, row.Position, row.Anchor, row.Title, row.Heading, row.Body,
                words = isSqlite ? "" : VectorOf(row), heads = isSqlite ? "" : VectorOf(row with { Body = "" }),
            },
            cancellationToken);
        if (isSqlite)
            await db.ExecuteAsync(
                "insert into docs_search_words (rowid, title, heading, body) values (@id, @title, @heading, @body)",
                new { id, title = Folded(row.Title), heading = Folded(row.Heading), body = Folded(row.Body) },
                cancellationToken);
    }

    /// <summary>Words in the order of their letters, so that two writers never wait for each other in a circle.</summary>
    private static async Task CountAsync(
        UnitOfWork db, string language, IReadOnlyList<SectionRow> rows, int sign, CancellationToken cancellationToken)
    {
        var uses = rows.SelectMany(x => x.Position == 0 ? [x.Title, x.Heading, x.Body] : new[] { x.Heading, x.Body })
            .SelectMany(x => Words.Split(x)).CountBy(x => x.Word, StringComparer.Ordinal).OrderBy(x => x.Key, StringComparer.Ordinal);
        foreach (var some in uses.Chunk(WordsPerStatement))
        {
            var parameters = new Dictionary<string, object>(StringComparer.Ordinal) { ["language"] = language };
            var values = new List<string>(some.Length);
            foreach (var (word, count) in some)
            {
                var n = values.Count.ToString(CultureInfo.InvariantCulture);
                parameters["w" + n] = word;
                parameters["u" + n] = (long)sign * count;
                values.Add($"(@language, @w{n}, @u{n})");
            }

            await db.ExecuteAsync(
                $"""
                 insert into docs_words (language, word, uses) values {string.Join(", ", values)}
                 on conflict (language, word) do update set uses = docs_words.uses + excluded.uses
                 """,
                parameters,
                cancellationToken);
        }

        if (sign < 0)
            await db.ExecuteAsync(
                "delete from docs_words where language = @language and uses <= 0", new { language }, cancellationToken);
    }

    private static string Folded(string text) => string.Join(' ', Words.Split(text).Select(x => x.Word));

    /// <summary>The title counts most (A), then the heading (B), then the text (D).</summary>
    private static string VectorOf(SectionRow row)
    {
        var places = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var position = 0;
        foreach (var (text, weight) in new[] { (row.Title, "A"), (row.Heading, "B"), (row.Body, "") })
        {
            foreach (var found in Words.Split(text))
            {
                position = Math.Min(position + 1, LastPosition);
                if (!places.TryGetValue(found.Word, out var list))
                    places.Add(found.Word, list = []);
                if (list.Count < MostPositions)
                    list.Add(string.Create(CultureInfo.InvariantCulture, $"{position}{weight}"));
            }
        }

        var vector = new StringBuilder();
        foreach (var (word, list) in places)
            vector.Append('\'').Append(word).Append("':").AppendJoin(',', list).Append(' ');
        return vector.ToString();
    }

    /// <summary>PostgreSQL stores no character zero.</summary>
    private static string Storable(string text) => text.Replace('\0', ' ');

    private sealed record SectionRow(int Position, string Anchor, string Title, string Heading, string Body);
}

internal sealed record IndexedPage(string ItemId, string GroupId, string Language, DateTimeOffset ChangedAt);
