using System.Text.Json.Nodes;

namespace Marketplace.TfpMigration.Sources;

/// <summary>
/// <c>{"name":"tfp-users","folder":"../tfp-users","developmentOnly":true}</c>: puts sample files of the older system where the migration
/// page finds them. Nobody is brought over by it.
/// </summary>
internal sealed class SampleFilesStep(SourceFolders folders) : IRecipeStepHandler
{
    public string Name => "tfp-users";

    public Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        if (Read<string>(context.Step["folder"]) is not { Length: > 0 } folder)
            throw new RecipeException("The step \"tfp-users\" needs \"folder\", a folder with old user files.");
        if (Read<bool>(context.Step["developmentOnly"]) && !context.IsDevelopment)
            return Task.CompletedTask;
        var from = Path.GetFullPath(Path.Combine(context.Folder, folder));
        if (!Directory.Exists(from))
            throw new RecipeException($"The folder \"{folder}\" of the step \"tfp-users\" is not there.");
        var to = Directory.CreateDirectory(Path.Combine(folders.Root, "samples")).FullName;
        foreach (var file in Directory.EnumerateFiles(from, "*.json"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        return Task.CompletedTask;
    }

    private static T? Read<T>(JsonNode? node) => node is JsonValue value && value.TryGetValue<T>(out var read) ? read : default;
}
