using System.Text.Json.Nodes;
using Marketplace.Testing;

namespace Marketplace.Docs.Tests.Samples;

/// <summary>One file of the sample documentation.</summary>
/// <param name="Name">Without its folders of tree and language, for example <c>docs/api.md</c>.</param>
internal sealed record SamplePage(string Tree, string Language, string Name, string Text)
{
    /// <summary>Every sample tenant with where it lives; the recipe of <c>vault</c> has another name.</summary>
    public static readonly IReadOnlyList<(string Tenant, string Recipe, string Prefix)> Tenants =
        [("mycelium", "mycelium", ""), ("fiatdashboard", "fiatdashboard", "/fiatdashboard"), ("vault", "streamvault", "/vault")];

    private static readonly string Root = Path.Combine(Path.GetDirectoryName(MarketplaceApp.ContentRoot())!, "App_Data.sample");

    /// <summary>How failures name it.</summary>
    public string File => $"{Tree}/{Language}/{Name}";

    public static IReadOnlyList<SamplePage> All() =>
    [
        .. from tree in Directory.GetDirectories(Path.Combine(Root, "docs"))
            from language in new[] { "en", "fr", "de" }
            let folder = Path.Combine(tree, language)
            from file in Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories)
            select new SamplePage(
                Path.GetFileName(tree), language, Path.GetRelativePath(folder, file).Replace('\\', '/'), System.IO.File.ReadAllText(file)),
    ];

    /// <summary>Those that a recipe loads: a later folder has the last word, and pages may be left out.</summary>
    public static IReadOnlyList<SamplePage> OfRecipe(string recipe)
    {
        var steps = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(Root, "recipes", recipe + ".json")))!["steps"]!.AsArray()
            .Where(x => (string?)x!["name"] == "content")
            .Select(x => (
                Tree: ((string)x!["folder"]!).Split('/')[^1],
                Except: x["except"]?.AsArray().Select(y => (string)y! + ".md").ToHashSet(StringComparer.Ordinal) ?? []))
            .ToDictionary(x => x.Tree, x => x.Except, StringComparer.Ordinal);
        return [.. All().Where(x => steps.TryGetValue(x.Tree, out var except) && !except.Contains(x.Name))];
    }
}
