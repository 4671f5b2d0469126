using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Pdf;

/// <summary>Where fonts lie: in the folders of the setting, in those that the system uses, and in those that fontconfig names.</summary>
internal static class FontFolders
{
    public const string Setting = "Marketplace:Fonts";

    private static readonly string[] Extensions = [".ttf", ".ttc", ".otf", ".otc"];

    /// <summary>Words in the names of files that are no plain face; more of them stand later.</summary>
    private static readonly string[] Unusual =
        ["Italic", "Oblique", "Mono", "Condensed", "Thin", "Light", "Black", "Serif", "Math", "Symbol", "Emoji", "Display", "UI"];

    public static IReadOnlyList<string> Set(IConfiguration configuration) =>
        [.. configuration.GetSection(Setting).GetChildren().Select(x => x.Value).OfType<string>().Where(x => x.Length > 0)];

    /// <summary>Of the program, for what this machine has; folders that are not there are passed over.</summary>
    /// <param name="fontconfig">The file in which fontconfig names its folders.</param>
    public static IReadOnlyList<string> OfMachine(string fontconfig = "/etc/fonts/fonts.conf")
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] usual = OperatingSystem.IsWindows()
            ? [Environment.GetFolderPath(Environment.SpecialFolder.Fonts)]
            : OperatingSystem.IsMacOS()
                ? ["/System/Library/Fonts", "/Library/Fonts", Path.Combine(home, "Library/Fonts")]
                : ["/usr/local/share/fonts", "/usr/share/fonts", Path.Combine(home, ".local/share/fonts"), Path.Combine(home, ".fonts")];
        return [.. usual.Concat(OfFontconfig(fontconfig, home)).Where(x => x.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The files of a folder and those in it, plain faces first.</summary>
    /// <param name="strong">Whether bold faces are wanted.</param>
    public static IEnumerable<string> FilesIn(string folder, bool strong)
    {
        if (!Directory.Exists(folder))
            return [];
        var every = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        return Directory.EnumerateFiles(folder, "*", every)
            .Where(x => Extensions.Contains(Path.GetExtension(x), StringComparer.OrdinalIgnoreCase))
            .OrderBy(x => Distance(Path.GetFileNameWithoutExtension(x), strong))
            .ThenBy(x => x, StringComparer.Ordinal);
    }

    private static int Distance(string name, bool strong) =>
        (2 * Unusual.Count(x => name.Contains(x, StringComparison.OrdinalIgnoreCase)))
        + (name.Contains("Bold", StringComparison.OrdinalIgnoreCase) == strong ? 0 : 1);

    private static IEnumerable<string> OfFontconfig(string file, string home)
    {
        if (!File.Exists(file))
            return [];
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            return [
                .. XDocument.Load(reader).Descendants("dir")
                    .Where(x => x.Attribute("prefix") is null)
                    .Select(x => x.Value.Trim())
                    .Select(x => x.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, x[2..]) : x)
                    .Where(Path.IsPathRooted)];
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            // The usual folders are searched all the same; fontconfig itself complains of a file like this to whoever uses it.
            return [];
        }
    }
}
