using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Marketplace.OpenApi.Description;

/// <summary>
/// Numbers are numbers: an amount of credits writes itself, so its schema has to be told; and what the reader would also take as text is
/// not advertised.
/// </summary>
internal sealed class MoneySchema : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var given = context.JsonTypeInfo.Type;
        var type = Nullable.GetUnderlyingType(given) ?? given;
        if (type == typeof(CreditAmount) || type == typeof(Usd) || type == typeof(decimal))
        {
            schema.Type = type == given ? JsonSchemaType.Number : JsonSchemaType.Number | JsonSchemaType.Null;
            schema.Format = "decimal";
            schema.Pattern = null;
            if (type == typeof(CreditAmount))
                schema.Description ??= "Credits: a plain number with at most six decimals, for example 25.00.";
            if (type == typeof(Usd))
                schema.Description ??= "US dollars: a plain number with at most two decimals, for example 25.00.";
        }
        else if (schema.Type is { } kinds && kinds.HasFlag(JsonSchemaType.String)
            && (kinds.HasFlag(JsonSchemaType.Integer) || kinds.HasFlag(JsonSchemaType.Number)))
        {
            schema.Type = kinds & ~JsonSchemaType.String;
            schema.Pattern = null;
        }

        return Task.CompletedTask;
    }
}
