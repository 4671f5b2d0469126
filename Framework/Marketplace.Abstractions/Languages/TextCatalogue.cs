using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Resources;

namespace Marketplace.Abstractions;

/// <summary>
/// The product's texts in other languages than English: each project has a <c>Texts.fr.resx</c> and a <c>Texts.de.resx</c> beside its
/// project file, which are compiled into its own assembly, so that nothing has to be found beside it. The key is the English sentence.
/// </summary>
public sealed class TextCatalogue
{
    /// <summary>Names in resource files do not differ by their case alone, so sentences that do are one text.</summary>
    private static readonly StringComparer Same = StringComparer.OrdinalIgnoreCase;

    private static readonly ConcurrentDictionary<(Assembly, string), FrozenDictionary<string, string>> Read = new();

    private readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> _shared = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Assembly> _assemblies;

    /// <param name="modules">
    /// In the order in which they are asked for a sentence that the asking module does not have: a page of one shows what another calls its
    /// permissions and jobs.
    /// </param>
    public TextCatalogue(IEnumerable<Assembly> modules) =>
        _assemblies = [.. modules.Prepend(typeof(TextCatalogue).Assembly).Distinct()];

    /// <param name="language">Two letters.</param>
    /// <returns>Null where nobody has translated the sentence.</returns>
    public string? Find(Assembly asking, string language, string sentence) =>
        In(asking, language).TryGetValue(sentence, out var own) ? own
            : _shared.GetOrAdd(language, Merge).TryGetValue(sentence, out var shared) ? shared
            : null;

    /// <returns>What one assembly has; empty where it has no texts in this language.</returns>
    public static FrozenDictionary<string, string> In(Assembly assembly, string language) =>
        Read.GetOrAdd((assembly, language), static x => Load(x.Item1, x.Item2));

    private FrozenDictionary<string, string> Merge(string language)
    {
        var all = new Dictionary<string, string>(Same);
        foreach (var (sentence, text) in _assemblies.SelectMany(x => In(x, language)))
            all.TryAdd(sentence, text);
        return all.ToFrozenDictionary(Same);
    }

    private static FrozenDictionary<string, string> Load(Assembly assembly, string language)
    {
        using var stream = assembly.IsDynamic ? null : assembly.GetManifestResourceStream($"Texts.{language}.resources");
        if (stream is null)
            return FrozenDictionary<string, string>.Empty;
        using var reader = new ResourceReader(stream);
        var texts = new Dictionary<string, string>(Same);
        var entries = reader.GetEnumerator();
        while (entries.MoveNext())
        {
            if (entries.Value is string { Length: > 0 } text)
                texts[(string)entries.Key] = text;
        }

        return texts.ToFrozenDictionary(Same);
    }
}
