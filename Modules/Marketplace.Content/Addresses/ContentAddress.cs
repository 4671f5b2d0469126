namespace Marketplace.Content.Addresses;

/// <summary>
/// The one reading of addresses of content. The canonical form begins with a slash, is in lower case and ends neither with a slash nor with
/// <c>.html</c>; each of its segments has letters a to z, digits, <c>-</c> and <c>_</c>.
/// </summary>
internal static class ContentAddress
{
    public const int Longest = 200;
    private const string Html = ".html";

    /// <param name="typed">For example <c>/Docs/Credits.html</c> or <c>docs/credits/</c>.</param>
    /// <returns>The canonical form, or null where it cannot be one.</returns>
    public static string? Canonical(string? typed)
    {
        var address = Fold(typed);
        return address is not null && address.Length is > 1 and <= Longest
            && address[1..].Split('/').All(x => x.Length > 0 && x.All(IsAllowed))
                ? address
                : null;
    }

    /// <summary>What a visitor asked for, as it is looked up. Null for what nothing of ours can ever answer.</summary>
    public static string? Fold(string? path)
    {
        var address = (path ?? "").Trim().ToLowerInvariant().TrimEnd('/');
        if (address.Length > 0 && address[0] != '/')
            address = "/" + address;
        if (address.EndsWith(Html, StringComparison.Ordinal))
            address = address[..^Html.Length].TrimEnd('/');
        return address.Length > Longest + 1 ? null : address;
    }

    /// <summary>The name of an item that has no address: one segment.</summary>
    public static string? CanonicalName(string? typed)
    {
        var name = (typed ?? "").Trim().ToLowerInvariant();
        return name.Length is > 0 and <= 100 && name.All(IsAllowed) ? name : null;
    }

    /// <summary>A readable segment: <c>Prices &amp; plans</c> becomes <c>prices-plans</c>. Empty where no letter is left.</summary>
    public static string SlugOf(string title)
    {
        var slug = new System.Text.StringBuilder(title.Length);
        foreach (var letter in SearchKey.Of(title))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-' && letter is not ('\'' or '’'))
                slug.Append('-');
        }

        var text = slug.ToString().Trim('-');
        return text.Length > 60 ? text[..60].TrimEnd('-') : text;
    }

    private static bool IsAllowed(char letter) =>
        char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_';
}
