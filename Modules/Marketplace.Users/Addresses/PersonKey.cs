using System.Globalization;

namespace Marketplace.Users.Addresses;

/// <summary>
/// What a person is searched by: name and address, the address also in the letters of its domain where it was typed in ASCII, and the other
/// way round.
/// </summary>
internal static class PersonKey
{
    public static string Of(string name, string address)
    {
        var parts = new List<string> { name, address };
        if (Mailbox.TryParse(address, allowName: false, out var mailbox))
        {
            parts.Add(mailbox.Key);
            parts.Add(mailbox.Key[..^mailbox.Domain.Length] + Letters(mailbox.Domain));
        }

        return string.Join(' ', parts.Select(SearchKey.Of).Where(x => x.Length > 0).Distinct(StringComparer.Ordinal));
    }

    private static string Letters(string domain)
    {
        try
        {
            return new IdnMapping().GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }
}
