using System.Text.Json;

namespace Marketplace.OpenApi.Tests;

/// <summary>The documented shapes, as the description has them.</summary>
public sealed class SchemaTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("get", "/api/wallet/info", "balance:number currency:string auto_topup_enabled:boolean auto_topup_threshold:number")]
    [InlineData(
        "get", "/api/navbar/dropdown-data",
        "wallet_balance_formatted:string display_currency:string auto_topup_enabled:boolean auto_topup_status:string")]
    [InlineData("get", "/api/user/tfc-balance", "balance:number")]
    [InlineData(
        "get", "/api/credits/balance",
        "userId:string balance:number currency:string totalEarned:number totalSpent:number totalPurchased:number")]
    [InlineData(
        "get", "/api/wallet/transactions/{id}",
        "id:string user_id:string transaction_type:string amount:number balance_before:number balance_after:number description:string "
        + "metadata:object created_at:string")]
    [InlineData("post", "/api/wallet/transfer", "transaction_id:string to_user:string amount:number balance_after:number")]
    [Trait("Acceptance", "S0-54")]
    [Trait("Acceptance", "S3-48")]
    public async Task Answers(string method, string path, string shape)
    {
        var document = await site.ReadAsync();
        Assert.Equal(
            shape,
            Shape(
                document,
                Operation(document, method, path).GetProperty("responses").GetProperty("200").GetProperty("content")
                    .GetProperty("application/json").GetProperty("schema")));
    }

    [Fact]
    [Trait("Acceptance", "S0-45")]
    [Trait("Acceptance", "S0-51")]
    public async Task The_burn_rate_with_its_deployments()
    {
        var document = await site.ReadAsync();
        var schema = Resolve(
            document,
            Operation(document, "get", "/api/wallet/burn-rate-analysis").GetProperty("responses").GetProperty("200").GetProperty("content")
                .GetProperty("application/json").GetProperty("schema"));
        Assert.StartsWith(
            "monthly_burn_rate:number daily_burn_rate:number deployments:array projected_balance_30_days:number "
            + "days_until_empty:null|integer", Shape(document, schema), StringComparison.Ordinal);
        Assert.Equal(
            "deployment_id:string deployment_name:string monthly_cost:number daily_cost:number status:string",
            Shape(document, schema.GetProperty("properties").GetProperty("deployments").GetProperty("items")));
    }

    [Fact]
    public async Task What_a_transfer_takes()
    {
        var document = await site.ReadAsync();
        var body = Operation(document, "post", "/api/wallet/transfer").GetProperty("requestBody");
        Assert.Equal(
            "to_user:string amount:number note:null|string",
            Shape(document, body.GetProperty("content").GetProperty("application/json").GetProperty("schema")));
    }

    [Fact]
    public async Task No_amount_is_text()
    {
        var document = await site.ReadAsync();
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (!schema.Value.TryGetProperty("properties", out var properties))
                continue;
            foreach (var property in properties.EnumerateObject()
                .Where(
                    x => x.Name.Contains("amount", StringComparison.Ordinal) || x.Name.Contains("balance", StringComparison.Ordinal)
                        || x.Name.Contains("price", StringComparison.Ordinal)))
            {
                var type = property.Value.TryGetProperty("oneOf", out var either)
                    ? string.Join('|', either.EnumerateArray().Select(x => TypeOf(Resolve(document, x))))
                    : TypeOf(Resolve(document, property.Value));
                if (!property.Name.EndsWith("_formatted", StringComparison.Ordinal))
                    Assert.True(type is "number" or "null|number" or "integer", $"{schema.Name}.{property.Name}: {type}");
            }
        }
    }

    private static JsonElement Operation(JsonElement document, string method, string path) =>
        document.GetProperty("paths").GetProperty(path).GetProperty(method);

    private static string Shape(JsonElement document, JsonElement schema) =>
        string.Join(
            ' ', Resolve(document, schema).GetProperty("properties").EnumerateObject()
                .Select(x => $"{x.Name}:{TypeOf(Resolve(document, x.Value))}"));

    private static JsonElement Resolve(JsonElement document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;

    private static string TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? "" : type.ValueKind == JsonValueKind.String
            ? type.GetString()!
            : string.Join('|', type.EnumerateArray().Select(x => x.GetString()));
}
