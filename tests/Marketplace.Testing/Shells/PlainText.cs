using Microsoft.Extensions.Localization;

namespace Marketplace.Testing;

/// <summary>Texts as they stand in the code.</summary>
public sealed class PlainText<T> : IStringLocalizer<T>
{
    public LocalizedString this[string name] => new(name, name);

    public LocalizedString this[string name, params object[] arguments] =>
        new(name, string.Format(System.Globalization.CultureInfo.InvariantCulture, name, arguments));

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
}
