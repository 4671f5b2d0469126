using System.Text;

namespace Marketplace.Notifications.Mails;

/// <summary>
/// RFC 2045's quoted-printable encoding of UTF-8 text: readable by eye where it is ASCII, and safe for every mail server.
/// </summary>
internal static class QuotedPrintable
{
    private const int MaxLine = 76;

    public static string Encode(string text)
    {
        var result = new StringBuilder(text.Length + (text.Length / 8));
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                result.Append("\r\n");
            AppendLine(result, Encoding.UTF8.GetBytes(lines[i]));
        }

        return result.ToString();
    }

    private static void AppendLine(StringBuilder result, byte[] line)
    {
        var length = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var isLast = i == line.Length - 1;
            var unit = IsPlain(line[i], isLast) ? ((char)line[i]).ToString() : $"={line[i]:X2}";
            // The soft break itself needs one place.
            if (length + unit.Length > (isLast ? MaxLine : MaxLine - 1))
            {
                result.Append("=\r\n");
                length = 0;
            }

            result.Append(unit);
            length += unit.Length;
        }
    }

    /// <summary>Blanks at a line's end get lost on the way, so they are encoded.</summary>
    private static bool IsPlain(byte value, bool isLast) =>
        value is >= (byte)'!' and <= (byte)'~' and not (byte)'=' || (value is (byte)' ' or (byte)'\t' && !isLast);
}
