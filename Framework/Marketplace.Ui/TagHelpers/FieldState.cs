using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace Marketplace.Ui;

/// <summary>What a field holds right now: the value that was sent or the model's, and what is wrong with it.</summary>
internal sealed class FieldState(string name, ModelExpression expression, ModelStateDictionary modelState, IStringLocalizer texts)
{
    private readonly ModelStateEntry? _entry = modelState.TryGetValue(name, out var entry) ? entry : null;

    public string Name => name;

    public string Id { get; } = TagBuilder.CreateSanitizedId(name, "_");

    public string HelpId => Id + "-help";

    public string ErrorId => Id + "-error";

    public ModelMetadata Metadata => expression.Metadata;

    public string? Error => _entry?.Errors.Select(error => FieldErrors.TextOf(error, texts)).FirstOrDefault(text => text.Length > 0);

    /// <summary>In the form that HTML inputs read: invariant numbers and ISO dates.</summary>
    public string Value => _entry?.AttemptedValue ?? expression.Model switch
    {
        null => "",
        string text => text,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        Enum choice => choice.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    /// <summary>A checkbox that was sent comes as <c>true,false</c>: itself and the hidden field behind it.</summary>
    public bool IsOn =>
        _entry?.AttemptedValue is { } sent
            ? sent.Split(',')[0].Equals("true", StringComparison.OrdinalIgnoreCase)
            : expression.Model is true;
}
