using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Catalog.Products;
using Marketplace.Data;

namespace Marketplace.Catalog.Recipes;

/// <summary>
/// The recipe step <c>{"name":"catalog","file":"../catalog/mycelium.json"}</c>, or with <c>"products":[…]</c> inline. Products with a known
/// id are replaced, others added; none is removed.
/// </summary>
internal sealed class CatalogStep(IDatabase database, ProductStore products) : IRecipeStepHandler
{
    public string Name => "catalog";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        var list = ProductEntries.Read(await FindProductsAsync(context, cancellationToken));
        await database.InTransactionAsync(
            async transaction =>
            {
                foreach (var product in list)
                    await products.SaveAsync(transaction, product, cancellationToken);
            },
            cancellationToken);
    }

    private static async Task<JsonNode?> FindProductsAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        if (context.Step["file"] is not { } file)
            return context.Step["products"];
        var path = Path.Combine(context.Folder, file.GetValue<string>());
        try
        {
            return JsonNode.Parse(await File.ReadAllTextAsync(path, cancellationToken))?["products"];
        }
        catch (IOException e)
        {
            throw new RecipeException($"The catalog step's file \"{file}\" cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RecipeException($"The catalog step's file \"{file}\" is not a JSON object with \"products\": {e.Message}");
        }
    }
}
