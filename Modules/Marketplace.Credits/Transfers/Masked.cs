namespace Marketplace.Credits.Transfers;

/// <summary>Enough of a person for whoever knows them, and too little for whoever does not.</summary>
internal static class Masked
{
    private const string Dots = "•••";

    /// <summary><c>Bob Builder</c> becomes <c>B••• B•••</c>.</summary>
    public static string Name(string name) =>
        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(x => First(x) + Dots));

    /// <summary><c>bob@example.com</c> becomes <c>b•••@example.com</c>.</summary>
    public static string Email(string email)
    {
        var at = email.LastIndexOf('@');
        return at > 0 ? First(email) + Dots + email[at..] : Dots;
    }

    /// <summary>Who is meant: the address alone where the account has no name.</summary>
    public static string Person(UserSummary user) =>
        string.Equals(user.Name, user.Email, StringComparison.OrdinalIgnoreCase)
            ? Email(user.Email)
            : $"{Name(user.Name)}, {Email(user.Email)}";

    /// <summary>A character as readers count them, which may be several to the machine.</summary>
    private static string First(string text) => System.Globalization.StringInfo.GetNextTextElement(text);
}
