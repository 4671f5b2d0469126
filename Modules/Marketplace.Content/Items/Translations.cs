namespace Marketplace.Content.Items;

/// <summary>
/// Conditions in SQL about <c>content_items</c>. What is out of date is never stored: it follows from the version that was translated
/// and the one that readers have of its source, so that no way of publishing can forget to say it.
/// </summary>
internal static class Translations
{
    /// <summary>Readers get something else of the source by now than what was translated.</summary>
    public const string AreOutdated =
        """
        exists (select 1 from content_items s where s.id = content_items.source_item_id and s.trashed_at is null
          and s.published_version > content_items.source_version)
        """;

    /// <summary>
    /// Readers see the text, but nobody has begun it in the language <c>@MissingIn</c>. Of several languages that there are, the first one
    /// that was written stands for all.
    /// </summary>
    public const string AreMissing =
        """
        published_version is not null
          and not exists (select 1 from content_items t where t.group_id = content_items.group_id and t.language = @MissingIn
            and t.trashed_at is null)
          and not exists (select 1 from content_items o where o.group_id = content_items.group_id and o.trashed_at is null
            and o.published_version is not null and o.id < content_items.id)
        """;
}
