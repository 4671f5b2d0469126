using System.Collections;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Architecture.Tests;

public sealed class FormFieldTests
{
    /// <summary>
    /// Model binding adds to the list that a field holds already, and cannot replace it: an empty array behind a read-only type takes
    /// nothing, and what was ticked is dropped without a word.
    /// </summary>
    [Fact]
    public void Lists_of_forms_can_be_filled() => Findings.None(
        "A form's list is an array, a List, or null until it is bound:",
        from page in Assemblies.All.SelectMany(x => x.GetTypes())
        where typeof(PageModel).IsAssignableFrom(page)
        from property in page.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        where property.IsDefined(typeof(BindPropertyAttribute))
        from finding in FindingsOf(property, owner: null, path: page.Name, depth: 0)
        select finding);

    private static IEnumerable<string> FindingsOf(PropertyInfo property, object? owner, string path, int depth)
    {
        var (type, name) = (property.PropertyType, $"{path}.{property.Name}");
        if (type == typeof(string) || depth > 3)
            return [];
        if (typeof(IEnumerable).IsAssignableFrom(type))
            return !type.IsArray && owner is not null && IsClosed(property.GetValue(owner)) ? [name] : [];
        if (!type.IsClass || type.Assembly != property.DeclaringType!.Assembly || type.GetConstructor(Type.EmptyTypes) is null)
            return [];
        var made = Activator.CreateInstance(type)!;
        return type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(x => x.CanWrite).SelectMany(x => FindingsOf(x, made, name, depth + 1));
    }

    private static bool IsClosed(object? value) => value is IList { IsFixedSize: true } or IList { IsReadOnly: true };
}
