using System.Text.Json.Nodes;
using Marketplace.Content.Items;
using Microsoft.Extensions.Logging;

namespace Marketplace.Content.Exchange;

/// <summary>
/// The recipe step <c>{"name":"content","folder":"../docs/common","except":["docs/tfp"]}</c>: publishes the texts of a folder. A later run
/// updates what nobody edited since, and leaves what somebody edited, moved or deleted as it is.
/// </summary>
internal sealed class ContentStep(
    ReadFiles files, ReadPages pages, PlanImport plan, ApplyImport apply, KindCatalogue kinds, ITenant tenant, ILogger<ContentStep> logger)
    : IRecipeStepHandler
{
    public string Name => "content";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        if (context.Step["folder"] is not JsonValue value || !value.TryGetValue<string>(out var folder) || folder.Length == 0)
            throw new RecipeException("The step \"content\" needs \"folder\", a folder with pages as Markdown files.");
        var from = Path.GetFullPath(Path.Combine(context.Folder, folder));
        if (!Directory.Exists(from))
            throw new RecipeException($"The folder \"{folder}\" of the step \"content\" is not there.");
        var except = ReadExceptions(context.Step["except"]);
        var tree = pages.Execute(await files.FromFolderAsync(from, cancellationToken), kinds.All, ContentSite.Of(tenant).Language);
        Refuse(folder, tree.Problems);
        if (except.FirstOrDefault(x => !tree.Pages.Any(y => y.Key == x || y.Address == x)) is { } unknown)
            throw new RecipeException($"The step \"content\" leaves out \"{unknown}\", and the folder \"{folder}\" has no such page.");
        var wanted = tree with { Pages = [.. tree.Pages.Where(x => !except.Contains(x.Key) && !except.Contains(x.Address))] };
        var planned = await plan.ExecuteAsync(wanted, cancellationToken);
        Refuse(folder, planned.Problems);
        foreach (var page in planned.Pages.Where(x => x.Undescribed is not null && !x.NeedsChoice))
            ContentStepLog.Undescribed(logger, page.Page.File, folder, page.Undescribed!);
        switch (await apply.ExecuteAsync(planned, _ => false, Acting.Recipe, cancellationToken))
        {
            case ImportResult.Done done:
                ContentStepLog.Loaded(logger, folder, done.Written, planned.Pages.Count(x => x.NeedsChoice || x.Act == ImportAct.Kept));
                break;
            case ImportResult.Refused refused:
                Refuse(folder, [refused.Problem]);
                break;
        }
    }

    private static HashSet<string> ReadExceptions(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list when list.All(x => x is JsonValue text && text.TryGetValue<string>(out _)) =>
            list.Select(x => x!.GetValue<string>()).ToHashSet(StringComparer.Ordinal),
        _ => throw new RecipeException("In the step \"content\", \"except\" is a list of pages, such as \"docs/tfp\" or \"/docs/tfp\"."),
    };

    private static void Refuse(string folder, IReadOnlyList<FileProblem> problems)
    {
        if (problems is [var first, ..])
            throw new RecipeException($"The file \"{first.File}\" in the folder \"{folder}\" of the step \"content\": {first.Sentence}");
    }
}

internal static partial class ContentStepLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Written} pages of {Folder} were loaded, {Kept} stay as editors left them")]
    public static partial void Loaded(ILogger logger, string folder, int written, int kept);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{File} of {Folder} comes as a draft, because nobody has said what its pictures show: {Pictures}")]
    public static partial void Undescribed(ILogger logger, string file, string folder, string pictures);
}
