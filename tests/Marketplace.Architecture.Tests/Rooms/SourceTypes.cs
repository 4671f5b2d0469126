using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Architecture.Tests.Rooms;

/// <summary>In which file of a project each type stands. What is compiled does not say it of types without code.</summary>
internal sealed partial class SourceTypes
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _fullNames;

    private SourceTypes(IReadOnlyList<(string Path, string Text)> files)
    {
        Files = files;
        foreach (var (path, text) in files.Where(x => x.Path.EndsWith(".cs", StringComparison.Ordinal)))
        {
            var space = Namespaces().Match(text).Groups["name"].Value;
            foreach (Match type in Types().Matches(text))
                _files.TryAdd($"{space}.{type.Groups["name"].Value}{Arity(type.Groups["parameters"].Value)}", path);
        }

        _fullNames = _files.Keys.ToLookup(x => x[(x.LastIndexOf('.') + 1)..], StringComparer.Ordinal);
    }

    /// <summary>Paths are relative to the project.</summary>
    public IReadOnlyList<(string Path, string Text)> Files { get; }

    public static SourceTypes Of(string folder) =>
        new([.. Repository.Files
            .Where(x => x.IsIn(folder) && Path.GetExtension(x.Path) is ".cs" or ".cshtml")
            .Select(x => (x.Path[(folder.Length + 1)..], x.Text))]);

    /// <param name="fullName">As in metadata, for example <c>Marketplace.Credits.Page`1</c>.</param>
    public string? FileOf(string fullName) => _files.GetValueOrDefault(fullName);

    /// <returns>The only type of this simple name, or null.</returns>
    public string? Only(string name) => _fullNames[name].ToList() is [var only] ? only : null;

    private static string Arity(string parameters) =>
        parameters.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"`{parameters.Count(x => x == ',') + 1}");

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline, 1000)]
    private static partial Regex Namespaces();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )*"
        + @"(?:record struct|record|class|struct|interface|enum|delegate [\w<>\[\]?., ]+?) (?<name>\w+)(?:<(?<parameters>[^>(]*)>)?",
        RegexOptions.Multiline, 1000)]
    private static partial Regex Types();
}
