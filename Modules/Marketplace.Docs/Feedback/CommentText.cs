using System.Text;

namespace Marketplace.Docs.Feedback;

/// <summary>What a reader wrote, as it is stored.</summary>
internal static class CommentText
{
    public const int Longest = 2_000;

    /// <summary>Without what cannot be seen or stored, with single line ends.</summary>
    /// <returns>Null where nothing is left.</returns>
    public static string? Clean(string? written)
    {
        var text = new StringBuilder();
        foreach (var rune in (written ?? "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !(Rune.IsControl(rune) || rune == Rune.ReplacementChar))
                text.Append(rune);
        }

        return text.ToString().Trim() is { Length: > 0 } clean ? clean : null;
    }
}
