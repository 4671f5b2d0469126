using Marketplace.Ui;

namespace Marketplace.Docs.Tree;

internal static class IconName
{
    /// <returns>The name of an icon that is there, without <c>bi-</c>; null for anything else.</returns>
    public static string? Read(string? written)
    {
        var name = written?.Trim() ?? "";
        if (name.StartsWith("bi-", StringComparison.Ordinal))
            name = name[3..];
        return IconSet.Contains(name) ? name : null;
    }
}
