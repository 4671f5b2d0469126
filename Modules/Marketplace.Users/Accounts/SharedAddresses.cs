using Marketplace.Data;

namespace Marketplace.Users.Accounts;

/// <summary>
/// Accounts that were made before addresses had one form, and whose addresses name the same mailbox in two spellings. Each stays usable
/// under its own spelling; administrators see them, and only the persons can tell which is to stay. New ones cannot come about: a unique
/// index keeps the first of each.
/// </summary>
internal static class SharedAddresses
{
    /// <summary>Which of the accounts of one mailbox is meant: the one that was made with this very spelling, else the first.</summary>
    /// <param name="found">Those of one mailbox.</param>
    public static T? Choose<T>(IReadOnlyList<T> found, string typed, Func<T, string> addressOf, Func<T, bool> isFirst)
        where T : class =>
        found.Count == 0
            ? null
            : found.FirstOrDefault(x => Spelling(addressOf(x)) == Spelling(typed)) ?? found.FirstOrDefault(isFirst) ?? found[0];

    /// <summary>Marks those that have to stand back. Run once, when addresses got one form.</summary>
    public static async Task MarkAsync(UnitOfWork db)
    {
        var rows = await db.QueryAsync<(string Id, string Key)>(
            """
            select id, normalized_email from users
            where normalized_email in (select normalized_email from users group by normalized_email having count(*) > 1)
            order by normalized_email, email_confirmed desc, id
            """);
        foreach (var people in rows.GroupBy(x => x.Key, StringComparer.Ordinal))
        {
            var first = people.First().Id;
            await db.ExecuteAsync(
                "update users set shares_address_with = @first where normalized_email = @Key and id <> @first", new { first, people.Key });
        }
    }

    /// <summary>After a person took another address: whoever stood back for them has the old one alone, or moves up.</summary>
    /// <param name="moved">The person's id.</param>
    /// <param name="key">Of the address they have now.</param>
    public static async Task ReleaseAsync(UnitOfWork db, string moved, string key, CancellationToken cancellationToken)
    {
        var waiting = await db.QueryAsync<string>(
            "select id from users where shares_address_with = @moved and normalized_email <> @key order by id", new { moved, key },
            cancellationToken);
        if (waiting.Count == 0)
            return;
        var first = waiting[0];
        await db.ExecuteAsync("update users set shares_address_with = null where id = @first", new { first }, cancellationToken);
        await db.ExecuteAsync(
            "update users set shares_address_with = @first where shares_address_with = @moved and id <> @first", new { first, moved },
            cancellationToken);
    }

    public static Task<long> CountAsync(DbSession db, CancellationToken cancellationToken) =>
        db.ScalarAsync<long>("select count(*) from users where shares_address_with is not null", null, cancellationToken);

    /// <summary>Case never made two accounts.</summary>
    private static string Spelling(string address) => Valid(address.Trim()).Normalize().ToUpperInvariant();

    private static string Valid(string text) => string.Concat(text.EnumerateRunes().Select(x => x.ToString()));
}
