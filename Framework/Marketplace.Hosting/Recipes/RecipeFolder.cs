using Marketplace.Abstractions;

namespace Marketplace.Hosting;

/// <summary>The recipes in the data folder.</summary>
internal sealed class RecipeFolder(AppData appData)
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

    public IReadOnlyList<RecipeInfo> ListSetupRecipes() =>
        !Directory.Exists(Folder)
            ? []
            : [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal)
                .Select(x => Recipe.Parse(File.ReadAllText(x), x))
                .Where(x => x.IsSetupRecipe)
                .Select(x => new RecipeInfo(x.Name, x.DisplayName, x.Description))];
}
