using System.Globalization;
using System.Text;
using Marketplace.Content.Items;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Exchange;

/// <summary>From files to pages and media. Nothing is written; every file that cannot be taken is named with the reason.</summary>
internal sealed class ReadPages(FrontMatterTexts head, ItemRules rules, IStringLocalizer<ReadPages> text)
{
    private const int HighestPosition = 1_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] Names =
        ["title", "description", "address", "kind", "language", "parent", "position", "published", "fields"];

    /// <param name="ownLanguage">Of pages that lie in no folder of a language and name none.</param>
    public ExchangeTree Execute(FileTree files, IReadOnlyCollection<ContentKind> kinds, string ownLanguage)
    {
        var problems = new List<FileProblem>(files.Problems);
        var pages = new List<ExchangePage>();
        foreach (var file in files.Files.Where(x => FilePaths.IsPage(x.Path)))
        {
            try
            {
                pages.Add(Read(file, kinds, ownLanguage));
            }
            catch (FormatException e)
            {
                problems.Add(new FileProblem(file.Path, e.Message));
            }
        }

        var twice = pages.GroupBy(x => (x.Kind, x.Language, x.Address))
            .SelectMany(x => x.Skip(1).Select(
                y => new FileProblem(y.File, text["It has the same address as {0}: {1}.", x.First().File, y.Address])))
            .ToList();
        problems.AddRange(twice);
        var left = twice.Select(x => x.File).ToHashSet(StringComparer.Ordinal);
        return new ExchangeTree(
            [.. pages.Where(x => !left.Contains(x.File))],
            [
                .. files.Files.Where(x => FilePaths.IsMedia(x.Path))
                    .Select(x => new ExchangeMedia(x.Path, x.Path[FilePaths.MediaFolder.Length..], x.Content)),
            ],
            files.Ignored,
            problems);
    }

    private ExchangePage Read(ExchangeFile file, IReadOnlyCollection<ContentKind> kinds, string ownLanguage)
    {
        var (front, body) = FrontMatter.Split(Decode(file.Content), head);
        if (front.Values.Keys.FirstOrDefault(x => !Names.Contains(x, StringComparer.Ordinal)) is { } unknown)
            throw new FormatException(text["“{0}” is not known in the head of a page. Known are: {1}.", unknown, string.Join(", ", Names)]);
        var (folder, key) = Place(file.Path);
        var language = Language(Find(front, "language"), folder, ownLanguage);
        var address = Find(front, "address");
        var named = Find(front, "kind");
        var kind = Kind(named, named is null && address is not null ? Address(address) : address ?? AddressOf(key), kinds);
        var item = new ItemText(
            Find(front, "title") ?? throw new FormatException(text["The head of the page has no title."]),
            Find(front, "description") ?? "",
            kind.Root is null ? Name(address ?? key.Split('/')[^1]) : Address(address ?? AddressOf(key)),
            body,
            front.Fields.Where(x => x.Value.Length > 0).ToDictionary(StringComparer.Ordinal));
        return rules.Check(kind, item) is { Why: var why }
            ? throw new FormatException(why)
            : new ExchangePage(
                file.Path, key, language, kind.Name, item, Find(front, "parent") is { } parent ? Address(parent) : null,
                Position(Find(front, "position")), IsPublished(Find(front, "published")));
    }

    private string Decode(byte[] content)
    {
        try
        {
            var decoded = Utf8.GetString(content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsSpan(3) : content);
            return decoded.Contains('\0', StringComparison.Ordinal)
                ? throw new FormatException(text["The file holds a character that is no text. Save it as UTF-8."])
                : decoded;
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException(text["The file is not UTF-8. Save it in that encoding, and bring it again."], e);
        }
    }

    private static (string? Language, string Key) Place(string path)
    {
        var name = path[..^".md".Length];
        return name.Split('/', 2) is [var first, var rest] && FilePaths.IsLanguage(first) ? (first, rest) : (null, name);
    }

    private static string AddressOf(string key)
    {
        if (key == "index")
            return "/";
        return "/" + (key.EndsWith("/index", StringComparison.Ordinal) ? key[..^"/index".Length] : key);
    }

    private string Language(string? written, string? folder, string own)
    {
        if (written is not null && folder is not null && written != folder)
            throw new FormatException(text["The head says the language is {0}, and the folder says {1}.", written, folder]);
        var language = written ?? folder ?? own;
        return FilePaths.IsLanguage(language)
            ? language
            : throw new FormatException(text["“{0}” is no language. Write two letters: en, fr or de.", language]);
    }

    private ContentKind Kind(string? written, string address, IReadOnlyCollection<ContentKind> kinds)
    {
        if (written is not null)
        {
            return kinds.FirstOrDefault(x => x.Name == written)
                ?? throw new FormatException(
                    text["There is no kind “{0}” on this site. Its kinds are: {1}.", written,
                        string.Join(", ", kinds.Select(x => x.Name))]);
        }

        return kinds.Where(x => x.Root is { } root && (address == root || address.StartsWith(root + "/", StringComparison.Ordinal)))
                .MaxBy(x => (x.Root!.Length, x.Name == "page"))
            ?? throw new FormatException(
                text["The head of the page must say its kind: one of {0}.", string.Join(", ", kinds.Select(x => x.Name))]);
    }

    private string Address(string written) =>
        written is ['/', ..] && written.All(x => x is '/' or '-' or '_' or '.' || char.IsLetterOrDigit(x))
            && !written.Contains("//", StringComparison.Ordinal) && (written.Length == 1 || written[^1] != '/')
            && written.Split('/').All(x => x is not ("." or ".."))
            ? written
            : throw new FormatException(text["“{0}” is no address. One looks like /docs/credits.", written]);

    /// <summary>Of kinds without addresses.</summary>
    private string Name(string written) =>
        written.All(x => char.IsAsciiLetterLower(x) || char.IsAsciiDigit(x) || x == '-')
            ? written
            : throw new FormatException(text["“{0}” is no name: use small letters, digits and hyphens.", written]);

    private int? Position(string? written)
    {
        if (written is null)
            return null;
        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position <= HighestPosition
            ? position
            : throw new FormatException(text["The position is a whole number from 0 to {0}, not “{1}”.", HighestPosition, written]);
    }

    private bool IsPublished(string? written) => written switch
    {
        null or "true" => true,
        "false" => false,
        _ => throw new FormatException(text["“published” is true or false, not “{0}”.", written]),
    };

    private static string? Find(FrontValues front, string name) =>
        front.Values.TryGetValue(name, out var value) && value.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
