using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Architecture.Tests;

/// <summary>
/// What people type is text until <see cref="AmountReader"/> has read it: binders and browsers take <c>5,00</c> for 500 (acceptance O25).
/// </summary>
public sealed class FormNumberTests
{
    /// <summary>Whole numbers that pages write into their own forms, so that nobody types them.</summary>
    private static readonly HashSet<string> WrittenByThePage = new(StringComparer.OrdinalIgnoreCase)
    { "Version", "PriceMicros", "Count", "By", "KeepHours", "Current", "Days", "Index", "Place" };

    private static readonly Type[] Fractions = [typeof(decimal), typeof(double), typeof(float), typeof(Half)];
    private static readonly Type[] Wholes = [typeof(int), typeof(long), typeof(short), typeof(byte), typeof(uint), typeof(ulong)];

    private static readonly IReadOnlyList<Type> Pages =
        [.. Assemblies.All.SelectMany(x => x.GetTypes()).Where(x => x.IsSubclassOf(typeof(PageModel)))];

    [Fact]
    public void The_search_finds_the_forms_it_is_about() =>
        Assert.Contains(Pages.SelectMany(Fields), x => x.Name == "Price" && x.Page.Name == "EditProductModel");

    [Fact]
    public void No_page_binds_a_number_with_decimals() =>
        Findings.None(
            "Typed amounts are strings, read by AmountReader:",
            from page in Pages
            from field in Fields(page)
            where Fractions.Contains(field.Type)
            select $"{page.FullName}.{field.Name} is {field.Type.Name}");

    [Fact]
    public void No_form_binds_a_whole_number_that_somebody_types() =>
        Findings.None(
            "Typed counts are strings, read by AmountReader:",
            from page in Pages
            from field in Fields(page)
            where field.IsPosted && Wholes.Contains(field.Type) && !WrittenByThePage.Contains(field.Name)
            select $"{page.FullName}.{field.Name} is {field.Type.Name}");

    [Fact]
    public void No_field_lets_the_browser_reinterpret_a_number() =>
        Findings.None(
            "Numbers are type=\"text\" with an inputmode:",
            from file in Repository.Product(".cshtml", ".cs", ".js")
            where file.Lines.Any(
                x => Regex.IsMatch(x, """type\\?=\\?["'](number|range)""", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1)))
            select file.Path);

    private static IEnumerable<Field> Fields(Type page)
    {
        foreach (var property in page.GetProperties())
        {
            if (property.GetCustomAttribute<BindPropertyAttribute>() is { } bound)
            {
                foreach (var field in Inside(page, property.Name, property.PropertyType, !bound.SupportsGet, []))
                    yield return field;
            }
        }

        foreach (var handler in page.GetMethods().Where(x => x.Name.StartsWith("On", StringComparison.Ordinal) && x.DeclaringType == page))
        {
            foreach (var parameter in handler.GetParameters())
            {
                foreach (var field in Inside(
                    page, parameter.Name!, parameter.ParameterType, handler.Name.StartsWith("OnPost", StringComparison.Ordinal), []))
                    yield return field;
            }
        }
    }

    private static IEnumerable<Field> Inside(Type page, string name, Type type, bool isPosted, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericArguments() is [var item])
            type = Nullable.GetUnderlyingType(item) ?? item;
        if (!type.FullName!.StartsWith("Marketplace.", StringComparison.Ordinal) || type.IsEnum || typeof(IFormFile).IsAssignableFrom(type))
        {
            yield return new Field(page, name, type, isPosted);
            yield break;
        }

        if (!seen.Add(type))
            yield break;
        foreach (var property in type.GetProperties().Where(x => x.SetMethod is not null))
        {
            foreach (var field in Inside(page, property.Name, property.PropertyType, isPosted, seen))
                yield return field;
        }
    }

    private sealed record Field(Type Page, string Name, Type Type, bool IsPosted);
}
