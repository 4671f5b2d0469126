namespace Marketplace.Content.Editing;

internal static class Language
{
    /// <summary>Two letters, as texts are stored.</summary>
    public static bool IsOne(string? text) => text is { Length: 2 } && text.All(char.IsAsciiLetterLower);
}
