using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Marketplace.Content.Media;

/// <summary>
/// A drawing that does nothing but draw: no scripts, no foreign content, nothing fetched from elsewhere. What drawing programs keep in it
/// for themselves is left out.
/// </summary>
internal static partial class SvgCheck
{
    private const int Deepest = 200;
    private const int LargestSize = 20_000;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", "",
    };

    private static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler", "listener", "link", "base", "meta",
    };

    public static Preparation Prepare(byte[] bytes)
    {
        if (Read(bytes) is not { Root: { } root } drawing || root.Name != Svg + "svg")
            return new Preparation.Refused(FileProblem.Damaged);
        if (drawing.Nodes().OfType<XProcessingInstruction>().Any()
            || root.DescendantNodes().OfType<XProcessingInstruction>().Any()
            || root.DescendantsAndSelf().Any(DoesMore))
            return new Preparation.Refused(FileProblem.SvgDoesMore);
        Clean(drawing);
        var (width, height) = SizeOf(root);
        return new Preparation.Ready(
            new PreparedFile(FileType.Svg, Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)), width, height, []));
    }

    private static XDocument? Read(byte[] bytes)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersFromEntities = 1024,
            MaxCharactersInDocument = MediaSettings.MostMegabytes * 1024L * 1024,
        };
        try
        {
            using (var depth = XmlReader.Create(new MemoryStream(bytes), settings))
            {
                while (depth.Read())
                {
                    if (depth.Depth > Deepest)
                        return null;
                }
            }

            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool DoesMore(XElement element) =>
        Forbidden.Contains(element.Name.LocalName)
        || (element.Name.NamespaceName.EndsWith("xhtml", StringComparison.Ordinal))
        || (element.Name.LocalName == "style" && IsForeignStyle(element.Value))
        || element.Attributes().Any(x => DoesMore(element, x));

    private static bool DoesMore(XElement element, XAttribute attribute)
    {
        var (name, value) = (attribute.Name.LocalName, attribute.Value);
        if (attribute.IsNamespaceDeclaration || !Known.Contains(attribute.Name.NamespaceName))
            return false;
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || Script().IsMatch(value))
            return true;
        if (name is "href" or "src")
            return !IsOwn(value) && element.Name.LocalName != "a";
        // Animations may set any attribute of another element.
        if (name is "attributeName" && value.Trim().EndsWith("href", StringComparison.OrdinalIgnoreCase))
            return true;
        return name == "style" ? IsForeignStyle(value) : HasForeignUrl(value);
    }

    private static bool IsOwn(string address) =>
        address.Trim() is var x && (x.StartsWith('#') || x.Length == 0 || OwnData().IsMatch(x));

    private static bool IsForeignStyle(string style) =>
        style.Contains('\\', StringComparison.Ordinal) || ForeignStyle().IsMatch(style) || HasForeignUrl(style);

    private static bool HasForeignUrl(string value) =>
        Url().Matches(value).Any(x => !IsOwn(x.Groups["address"].Value.Trim('"', '\'', ' ')));

    private static void Clean(XDocument drawing)
    {
        var root = drawing.Root!;
        root.DescendantNodes().OfType<XComment>().Remove();
        root.Descendants()
            .Where(x => x.Name == Svg + "metadata" || !Known.Contains(x.Name.NamespaceName)).ToList().ForEach(x => x.Remove());
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Attributes().Where(x => x.IsNamespaceDeclaration
                ? !Known.Contains(x.Value)
                : !Known.Contains(x.Name.NamespaceName) || x.Name.LocalName.StartsWith("data-", StringComparison.Ordinal)).Remove();
        }
    }

    private static (int Width, int Height) SizeOf(XElement root)
    {
        if (Pixels(root.Attribute("width")?.Value) is { } width && Pixels(root.Attribute("height")?.Value) is { } height)
            return (width, height);
        var box = (root.Attribute("viewBox")?.Value ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return box.Length == 4 && Pixels(box[2]) is { } boxWidth && Pixels(box[3]) is { } boxHeight ? (boxWidth, boxHeight) : (0, 0);
    }

    private static int? Pixels(string? text)
    {
        var number = text?.Trim() ?? "";
        if (number.EndsWith("px", StringComparison.OrdinalIgnoreCase))
            number = number[..^2];
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var pixels)
            && pixels is >= 1 and <= LargestSize ? (int)Math.Round(pixels) : null;
    }

    [GeneratedRegex(@"^\s*(javascript|vbscript|data\s*:\s*text)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Script();

    [GeneratedRegex(
        "^data:(image/(png|jpeg|gif|webp)|(application/)?(x-)?font[^,]*);base64,", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex OwnData();

    [GeneratedRegex(
        @"@import|image-set\(|\bsrc\(|expression\(|javascript:|-moz-binding|behavior\s*:",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ForeignStyle();

    [GeneratedRegex(@"url\(\s*(?<address>[^)]*)\)?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Url();
}
