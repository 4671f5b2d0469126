namespace Marketplace.Abstractions;

/// <summary>
/// Whether two accounts belong to one person, as far as that can be known: they are one account, or their mail arrives in one mailbox
/// (<c>ann@example.com</c> and <c>Ann+shop@example.com</c>). Whoever has two mailboxes is not found out by this.
/// </summary>
public static class SamePerson
{
    private static readonly string[] DotsDoNotCount = ["gmail.com", "googlemail.com"];

    public static bool Is(UserSummary one, UserSummary other) =>
        string.Equals(one.Id, other.Id, StringComparison.Ordinal)
            || string.Equals(MailboxOf(one.Email), MailboxOf(other.Email), StringComparison.Ordinal);

    /// <returns>The address without what mail servers ignore: case, a tag after <c>+</c>, and at some of them dots.</returns>
    public static string MailboxOf(string address)
    {
        var folded = Mailbox.TryParse(address, allowName: false, out var mailbox) ? mailbox.Key : address.Trim().ToLowerInvariant();
        var at = folded.LastIndexOf('@');
        if (at <= 0)
            return folded;
        var (local, domain) = (folded[..at], folded[(at + 1)..]);
        if (local.IndexOf('+', StringComparison.Ordinal) is > 0 and var tag)
            local = local[..tag];
        return DotsDoNotCount.Contains(domain, StringComparer.Ordinal)
            ? $"{local.Replace(".", "", StringComparison.Ordinal)}@gmail.com"
            : $"{local}@{domain}";
    }
}
