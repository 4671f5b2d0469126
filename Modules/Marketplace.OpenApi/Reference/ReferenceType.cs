using Microsoft.OpenApi;

namespace Marketplace.OpenApi.Reference;

/// <summary>A type in words, such as <c>list of TransactionAnswer or null</c>.</summary>
/// <param name="Before">What stands before the shape's name, or all of it where there is none.</param>
/// <param name="Shape">Name of the shape it leads to.</param>
/// <param name="After">What stands behind it.</param>
internal sealed record ReferenceType(string Before, string? Shape = null, string After = "")
{
    public static ReferenceType Of(IOpenApiSchema? schema)
    {
        if (schema is null)
            return new ReferenceType("anything");
        if (schema is OpenApiSchemaReference reference)
            return new ReferenceType("", reference.Reference.Id);
        if ((schema.OneOf ?? schema.AnyOf) is { Count: > 0 } choices)
            return OfChoices(choices);
        if (schema.Type is not { } type)
            return new ReferenceType("anything");
        var after = type.HasFlag(JsonSchemaType.Null) ? " or null" : "";
        if (type.HasFlag(JsonSchemaType.Array))
        {
            var item = Of(schema.Items);
            return new ReferenceType("list of " + item.Before, item.Shape, item.After + after);
        }

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
        return new ReferenceType(kind + after);
    }

    /// <summary>Only "or null" says more than its first choice.</summary>
    private static ReferenceType OfChoices(IList<IOpenApiSchema> choices)
    {
        var real = choices.Where(x => x.Type != JsonSchemaType.Null).ToList();
        var after = real.Count < choices.Count ? " or null" : "";
        return real switch
        {
            [] => new ReferenceType("null"),
            [var only] when Of(only) is var type => type with { After = type.After + after },
            _ => new ReferenceType(
                string.Join(" or ", real.Select(x => Of(x) is var type ? type.Before + type.Shape + type.After : "")) + after),
        };
    }
}
