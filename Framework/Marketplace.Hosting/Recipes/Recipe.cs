using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Abstractions;
using Marketplace.Hosting.Modules;

namespace Marketplace.Hosting.Recipes;

/// <summary>
/// A recipe file: JSON with <c>name</c>, <c>displayName</c>, <c>description</c>, <c>issetuprecipe</c> and <c>steps[{name}]</c>.
/// </summary>
internal sealed record Recipe
{
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public string Description { get; init; } = "";

    public bool IsSetupRecipe { get; init; }

    /// <summary>The folder that file names in steps are relative to.</summary>
    public required string Folder { get; init; }

    /// <summary>Of all steps named <c>feature</c>.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Of all steps named <c>settings</c>.</summary>
    public required TenantSettings Settings { get; init; }

    /// <summary>The steps that modules carry out.</summary>
    public required IReadOnlyList<JsonObject> Steps { get; init; }

    /// <exception cref="RecipeException">It enables a feature that does not exist.</exception>
    public void Validate(ModuleCatalogue catalogue)
    {
        if (Features.FirstOrDefault(x => catalogue.Find(x) is null) is { } unknown)
            throw new RecipeException(
                $"The recipe '{Name}' enables the feature '{unknown}', which no module here provides: correct the id or add the module.");
    }

    /// <exception cref="RecipeException">The text is no recipe; the message says where and why.</exception>
    public static Recipe Parse(string json, string file)
    {
        try
        {
            var root = JsonNode.Parse(
                json,
                documentOptions: new JsonDocumentOptions
                {
                    CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false,
                }) as JsonObject
                ?? throw new RecipeException($"The recipe '{file}' must be a JSON object.");
            var steps = (root["steps"] as JsonArray ?? throw new RecipeException($"The recipe '{file}' has no array 'steps'."))
                .Select(
                    (x, index) => x as JsonObject
                        ?? throw new RecipeException($"Step {index + 1} of the recipe '{file}' must be a JSON object."))
                .ToList();
            foreach (var (step, index) in steps.Select((x, index) => (x, index)))
            {
                if (step["name"]?.GetValueKind() is not JsonValueKind.String)
                    throw new RecipeException($"Step {index + 1} of the recipe '{file}' has no 'name'.");
            }

            return new Recipe
            {
                Name = Text(root, "name", file),
                DisplayName = Text(root, "displayName", file),
                Description = root["description"]?.GetValue<string>() ?? "",
                IsSetupRecipe = root["issetuprecipe"]?.GetValue<bool>() ?? false,
                Folder = Path.GetDirectoryName(Path.GetFullPath(file))!,
                Features = ReadFeatures(steps, file),
                Settings = ReadSettings(steps),
                Steps = [.. steps.Where(x => StepName(x) is not ("feature" or "settings"))],
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new RecipeException($"The recipe '{file}' is broken: {e.Message}");
        }
    }

    public static string StepName(JsonObject step) => step["name"]!.GetValue<string>();

    private static string Text(JsonObject root, string field, string file) =>
        root[field]?.GetValueKind() is JsonValueKind.String && root[field]!.GetValue<string>() is { Length: > 0 } text
            ? text
            : throw new RecipeException($"The recipe '{file}' has no '{field}'.");

    private static List<string> ReadFeatures(IEnumerable<JsonObject> steps, string file) =>
        [.. steps.Where(x => StepName(x) is "feature")
            .SelectMany(
                x => x["enable"] as JsonArray
                    ?? throw new RecipeException($"A step 'feature' of the recipe '{file}' has no array 'enable'."))
            .Select(
                x => x?.GetValue<string>()
                    ?? throw new RecipeException($"A step 'feature' of the recipe '{file}' enables 'null': name a feature."))];

    private static TenantSettings ReadSettings(IEnumerable<JsonObject> steps)
    {
        var sections = new JsonObject();
        foreach (var step in steps.Where(x => StepName(x) is "settings"))
        {
            foreach (var (section, value) in step.Where(x => x.Key is not "name"))
                sections[section] = value?.DeepClone();
        }

        return new TenantSettings(sections);
    }
}
