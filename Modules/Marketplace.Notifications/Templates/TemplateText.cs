using System.Text.RegularExpressions;

namespace Marketplace.Notifications.Templates;

/// <summary><c>{{name}}</c> in templates.</summary>
internal static partial class TemplateText
{
    /// <summary>The value that every kind has: the tenant's name.</summary>
    public const string Site = "site";

    public static IEnumerable<string> NamesIn(string template) =>
        Placeholder.Matches(template).Select(x => x.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    /// <summary>Braces that open or close nothing.</summary>
    public static bool HasStrayBraces(string template)
    {
        var rest = Placeholder.Replace(template, "");
        return rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal);
    }

    public static string Fill(string template, Func<string, string> valueOf) =>
        Placeholder.Replace(template, x => valueOf(x.Groups["name"].Value));

    [GeneratedRegex(@"\{\{[ \t]*(?<name>[^{}\r\n]*?)[ \t]*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder { get; }
}
