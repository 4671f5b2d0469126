using Marketplace.Abstractions;
using Marketplace.Hosting.Storage;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Recipes;

/// <summary>The recipes in the data folder.</summary>
internal sealed class RecipeFolder(AppData appData, ILogger<RecipeFolder> logger)
{
    private string Folder => Path.Combine(appData.Folder, "recipes");

    /// <exception cref="RecipeException">There is no such recipe, or it is broken.</exception>
    public Recipe Read(string name)
    {
        var file = Path.Combine(Folder, name + ".json");
        if (name.AsSpan().IndexOfAny('/', '\\', '.') >= 0 || !File.Exists(file))
            throw new RecipeException($"There is no recipe '{name}': put '{name}.json' into '{Folder}' or name another.");
        return Recipe.Parse(File.ReadAllText(file), file);
    }

    /// <summary>A broken recipe is left out and named in the log, so that it does not keep anybody from the others.</summary>
    public IReadOnlyList<RecipeInfo> ListSetupRecipes()
    {
        var found = new List<RecipeInfo>();
        if (!Directory.Exists(Folder))
            return found;
        foreach (var file in Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                if (Recipe.Parse(File.ReadAllText(file), file) is { IsSetupRecipe: true } recipe)
                    found.Add(new RecipeInfo(recipe.Name, recipe.DisplayName, recipe.Description));
            }
            catch (RecipeException e)
            {
                logger.LogError(e, "A recipe is left out: {Reason}", e.Message);
            }
        }

        return found;
    }
}
