using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Marketplace.Ui;

/// <summary>
/// Shows that somebody else saved a record while a form was open: what was typed is kept, what is stored now stands beside each field that
/// differs, and saving once more puts the typed in its place.
/// </summary>
public sealed class EditConflicts(IStringLocalizer<UiTexts> text)
{
    private const int LongestShown = 200;

    /// <param name="prefix">Of the fields' names, for example <c>Input</c>; empty: none.</param>
    /// <param name="typed">Gets the version of <paramref name="stored"/>, so that whoever has seen it may save.</param>
    /// <param name="stored">As it is now.</param>
    public void Show<T>(ModelStateDictionary state, string prefix, T typed, T stored)
        where T : class, IEditForm
    {
        state.AddModelError("", Sentence);
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsField))
        {
            var (mine, theirs) = (Written(property.GetValue(typed)), Written(property.GetValue(stored)));
            if (!string.Equals(mine, theirs, StringComparison.Ordinal))
                state.AddModelError(
                    NameOf(prefix, property.Name), IsSecret(property) ? text["Somebody else changed this."] : Stored(theirs));
        }

        typed.Version = stored.Version;
        // Fields are shown as they were sent, unless the state forgets them.
        state.Remove(NameOf(prefix, nameof(IEditForm.Version)));
    }

    /// <summary>For forms that show what differs in their own way.</summary>
    public string Sentence =>
        text[
            "Somebody else saved this while you had it open. Nothing of yours is saved: compare, then save again to put yours in its "
            + "place."];

    private string Stored(string value) => value.Length == 0
        ? text["Somebody else emptied this."]
        : text["Somebody else saved “{0}”.", value.Length > LongestShown ? value[..LongestShown] + "…" : value];

    private string Written(object? value) => value switch
    {
        null => "",
        string words => words.Trim().ReplaceLineEndings("\n"),
        bool on => on ? text["On"] : text["Off"],
        System.Collections.IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Written)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static bool IsField(PropertyInfo property) =>
        property is { CanRead: true, SetMethod.IsPublic: true, Name: not nameof(IEditForm.Version) }
            && property.GetIndexParameters().Length == 0;

    private static bool IsSecret(PropertyInfo property) => property.GetCustomAttribute<DataTypeAttribute>()?.DataType is DataType.Password;

    private static string NameOf(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";
}
