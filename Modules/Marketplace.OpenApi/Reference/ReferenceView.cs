using Microsoft.OpenApi;

namespace Marketplace.OpenApi.Reference;

/// <summary>The description as people read it: operations by topic, and the shapes they take and answer.</summary>
internal sealed record ReferenceView(string? About, IReadOnlyList<ReferenceTopic> Topics, IReadOnlyList<ReferenceShape> Shapes)
{
    public static ReferenceView Of(OpenApiDocument document) => new(
        document.Info.Description,
        [.. from path in document.Paths
            from operation in path.Value.Operations ?? []
            let read = ReferenceOperation.Of(operation.Key.Method, path.Key, operation.Value)
            group read by operation.Value.Tags?.FirstOrDefault()?.Name ?? "" into topic
            orderby topic.Key
            select new ReferenceTopic(
                topic.Key, [.. topic.OrderBy(x => x.Path, StringComparer.Ordinal).ThenBy(x => x.Method, StringComparer.Ordinal)])],
        [.. from schema in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()
            orderby schema.Key
            select new ReferenceShape(
                schema.Key, ReferenceType.Of(schema.Value), schema.Value.Description, ReferenceField.Of(schema.Value))]);
}

internal sealed record ReferenceTopic(string Name, IReadOnlyList<ReferenceOperation> Operations);

/// <param name="Takes">The body's shape; null without a body.</param>
internal sealed record ReferenceOperation(
    string Id,
    string Method,
    string Path,
    string? Summary,
    string? Description,
    bool NeedsUser,
    IReadOnlyList<ReferenceField> Parameters,
    ReferenceType? Takes,
    IReadOnlyList<ReferenceAnswer> Answers)
{
    public static ReferenceOperation Of(string method, string path, OpenApiOperation operation) => new(
        operation.OperationId ?? $"{method}{path}",
        method.ToUpperInvariant(),
        path,
        operation.Summary,
        operation.Description,
        operation.Security is { Count: > 0 },
        [.. (operation.Parameters ?? []).Select(
            x => new ReferenceField(
                x.Name ?? "", ReferenceType.Of(x.Schema), x.Required, x.Description, PlaceOf(x.In)))],
        operation.RequestBody?.Content is { Count: > 0 } body ? ReferenceType.Of(body.First().Value.Schema) : null,
        [.. (operation.Responses ?? []).Select(x => new ReferenceAnswer(
            x.Key, x.Value.Description, x.Value.Content is { Count: > 0 } content
                ? ReferenceType.Of(content.First().Value.Schema)
                : null))]);

    private static string? PlaceOf(ParameterLocation? place) => place switch
    {
        ParameterLocation.Path => "path",
        ParameterLocation.Query => "query",
        ParameterLocation.Header => "header",
        ParameterLocation.Cookie => "cookie",
        _ => null,
    };
}

/// <param name="Shape">Null where the answer has no body.</param>
internal sealed record ReferenceAnswer(string Status, string? Description, ReferenceType? Shape);

/// <param name="Fields">Empty for what is no object.</param>
internal sealed record ReferenceShape(string Name, ReferenceType Type, string? Description, IReadOnlyList<ReferenceField> Fields);

/// <param name="Place">path, query, header; null for a body's field.</param>
internal sealed record ReferenceField(string Name, ReferenceType Type, bool IsRequired, string? Description, string? Place = null)
{
    public static IReadOnlyList<ReferenceField> Of(IOpenApiSchema schema) =>
        [.. (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(x => new ReferenceField(
            x.Key, ReferenceType.Of(x.Value), schema.Required?.Contains(x.Key) is true, x.Value.Description))];
}
