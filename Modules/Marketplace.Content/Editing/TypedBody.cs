namespace Marketplace.Content.Editing;

/// <summary>
/// Browsers send every line of a form's field with CR and LF. What the editor did not touch stays byte for byte, and what they wrote gets
/// the line ends that the text had.
/// </summary>
internal static class TypedBody
{
    public static string Of(string? typed, string stored)
    {
        var text = (typed ?? "").ReplaceLineEndings("\n");
        if (text == stored.ReplaceLineEndings("\n"))
            return stored;
        return stored.Contains("\r\n", StringComparison.Ordinal) ? text.ReplaceLineEndings("\r\n") : text;
    }
}
