using Microsoft.OpenApi;

namespace Marketplace.OpenApi.Reference;

/// <summary>A type in words, such as <c>list of TransactionAnswer or null</c>. The words are looked up when they are shown.</summary>
internal sealed record ReferenceType(IReadOnlyList<ReferenceTypePart> Parts)
{
    private static readonly ReferenceType Anything = Words("anything");

    public static ReferenceType Of(IOpenApiSchema? schema)
    {
        if (schema is null)
            return Anything;
        if (schema is OpenApiSchemaReference reference)
            return new ReferenceType([new ReferenceTypePart("", reference.Reference.Id)]);
        if ((schema.OneOf ?? schema.AnyOf) is { Count: > 0 } choices)
            return OfChoices(choices);
        if (schema.Type is not { } type)
            return Anything;
        var isOptional = type.HasFlag(JsonSchemaType.Null);
        if (type.HasFlag(JsonSchemaType.Array))
            return new ReferenceType([new ReferenceTypePart("list of"), .. Of(schema.Items).Parts]).OrNull(isOptional);
        var kind = (type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.String when schema.Format == "date-time" => "UTC time",
            JsonSchemaType.String => "text",
            JsonSchemaType.Number => "number",
            JsonSchemaType.Integer => "whole number",
            JsonSchemaType.Boolean => "true or false",
            JsonSchemaType.Object => "object",
            _ => "anything",
        };
        return Words(kind).OrNull(isOptional);
    }

    /// <summary>Only "or null" says more than its first choice.</summary>
    private static ReferenceType OfChoices(IList<IOpenApiSchema> choices)
    {
        var real = choices.Where(x => x.Type != JsonSchemaType.Null).ToList();
        if (real.Count == 0)
            return Words("null");
        IEnumerable<ReferenceTypePart> parts = Of(real[0]).Parts;
        foreach (var choice in real.Skip(1))
            parts = parts.Append(new ReferenceTypePart("or")).Concat(Of(choice).Parts);
        return new ReferenceType([.. parts]).OrNull(real.Count < choices.Count);
    }

    private static ReferenceType Words(string words) => new([new ReferenceTypePart(words)]);

    private ReferenceType OrNull(bool isOptional) =>
        isOptional ? new ReferenceType([.. Parts, new ReferenceTypePart("or null")]) : this;
}

/// <param name="Words">To be looked up; empty where there is a shape.</param>
/// <param name="Shape">Name of the shape it leads to.</param>
internal sealed record ReferenceTypePart(string Words, string? Shape = null);
