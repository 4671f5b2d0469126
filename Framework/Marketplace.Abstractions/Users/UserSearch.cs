namespace Marketplace.Abstractions;

/// <summary>How operators' lists understand whom a search means, in every module alike.</summary>
public static class UserSearch
{
    /// <summary>
    /// At most this many people count; who means so many has to say more. SQLite takes at most 999 parameters in a statement.
    /// </summary>
    public const int Most = 500;

    /// <param name="users">Null where no module knows users: ids stand for themselves.</param>
    /// <param name="typed">A mail address, a part of a name or of an address, or a user's id.</param>
    /// <returns>The ids of those who are meant, never empty: text that names nobody may be an id.</returns>
    public static async Task<IReadOnlyList<string>> FindIdsAsync(
        this IUserDirectory? users, string typed, CancellationToken cancellationToken)
    {
        var text = typed.Trim();
        if (users is null)
            return [text];
        if (Mailbox.TryParse(text, allowName: false, out _) && await users.FindByEmailAsync(text, cancellationToken) is { } one)
            return [one.Id];
        return [
            .. (await users.SearchAsync(text, Most, cancellationToken)).Select(x => x.Id).Append(text).Distinct(StringComparer.Ordinal)];
    }
}
