using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace Marketplace.Abstractions;

/// <summary>The texts of one assembly, in the language that is spoken when they are asked for.</summary>
internal sealed partial class TextLocalizer(Assembly assembly, TextCatalogue catalogue) : IStringLocalizer
{
    public LocalizedString this[string name]
    {
        get
        {
            var text = Find(name);
            return new LocalizedString(name, text ?? name, resourceNotFound: text is null);
        }
    }

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = Find(name);
            return new LocalizedString(
                name, string.Format(CultureInfo.CurrentCulture, text ?? name, arguments), resourceNotFound: text is null);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        TextCatalogue.In(assembly, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)
            .Select(x => new LocalizedString(x.Key, x.Value, resourceNotFound: false));

    private string? Find(string sentence)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return language == SiteLanguages.Known[0].Code ? null
            : language == SiteLanguages.Pseudo.Code ? Mark(sentence)
            : catalogue.Find(assembly, language, sentence);
    }

    /// <summary>
    /// Values stay outside of the marks, so that a word that was put in without being looked up stands out; and paragraphs are marked one
    /// by one, as they will stand on the page.
    /// </summary>
    private static string Mark(string sentence) =>
        string.Concat(Value().Split(sentence).Select(x => Value().IsMatch(x) || string.IsNullOrWhiteSpace(x) ? x : $"⟦{x}⟧"));

    [GeneratedRegex(@"(?<value>\{\{?[a-zA-Z0-9_-]+([:,][^}]*)?\}\}?|\n[\n>*# -]*)", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();
}

/// <summary>A type's texts are those of its assembly.</summary>
internal sealed class TextLocalizerFactory(TextCatalogue catalogue) : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<Assembly, TextLocalizer> _localizers = new();

    public IStringLocalizer Create(Type resourceSource) => Of(resourceSource.Assembly);

    /// <param name="location">The name of an assembly.</param>
    public IStringLocalizer Create(string baseName, string location) =>
        Of(AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(x => x.GetName().Name == location) ?? typeof(TextLocalizer).Assembly);

    private TextLocalizer Of(Assembly assembly) => _localizers.GetOrAdd(assembly, static (x, all) => new TextLocalizer(x, all), catalogue);
}
