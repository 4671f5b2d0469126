using Marketplace.Content.Items;
using Marketplace.Data;

namespace Marketplace.Content.Exchange;

/// <param name="Version">Of the item, when it was the same as the file.</param>
internal sealed record ExchangeMark(string Kind, string Language, string Address, string ItemId, int Version, string Digest);

internal static class ExchangeMarks
{
    /// <summary>Of all that a file holds of a page.</summary>
    public static string DigestOf(ItemText text, string? parent, int? position, bool isPublished) => RecordVersion.Of((
        text.Title, text.Description, text.Address, text.Body, FieldsJson.Write(text.Fields), parent, position, isPublished));

    public static async Task<IReadOnlyDictionary<(string Kind, string Language, string Address), ExchangeMark>> ListAsync(
        DbSession db, CancellationToken cancellationToken)
    {
        var marks = await db.QueryAsync<ExchangeMark>(
            "select kind, language, address, item_id, version, digest from content_exchange_marks", null, cancellationToken);
        return marks.ToDictionary(x => (x.Kind, x.Language, x.Address));
    }

    public static Task SetAsync(UnitOfWork db, ExchangeMark mark, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into content_exchange_marks (kind, language, address, item_id, version, digest)
            values (@Kind, @Language, @Address, @ItemId, @Version, @Digest)
            on conflict (kind, language, address) do update set item_id = excluded.item_id, version = excluded.version,
              digest = excluded.digest
            """,
            mark, cancellationToken);
}
