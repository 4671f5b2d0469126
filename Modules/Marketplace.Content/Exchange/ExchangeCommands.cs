using Marketplace.Content.Items;

namespace Marketplace.Content.Exchange;

[TenantCommand(
    "content-export", Description = "Writes the texts and pictures of a tenant into a folder, to be kept in version control.",
    Options = "--folder FOLDER [--drafts]", RequiresTenant = true)]
internal sealed class ExportCommand(ExportTree export) : ITenantCommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var folder = context.Arguments.TakeOption("--folder") ?? throw new CommandUsageException("--folder needs a folder.");
        var withDrafts = context.Arguments.TakeFlag("--drafts");
        context.Arguments.End();
        await export.ToFolderAsync(new ExportChoice(WithDrafts: withDrafts), folder, cancellationToken);
        await context.Output.WriteLineAsync($"  written to {Path.GetFullPath(folder)}");
        return 0;
    }
}

/// <summary>What was changed here since is left alone, unless <c>--replace</c> says otherwise.</summary>
[TenantCommand(
    "content-import", Description = "Reads the texts and pictures of a tenant from a folder.",
    Options = "--folder FOLDER [--replace] [--dry-run]", RequiresTenant = true)]
internal sealed class ImportCommand(
    ReadFiles files, ReadPages pages, PlanImport plan, ApplyImport apply, KindCatalogue kinds, ITenant tenant, ICurrentActor actor)
    : ITenantCommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var folder = context.Arguments.TakeOption("--folder") ?? throw new CommandUsageException("--folder needs a folder.");
        var (replace, isDry) = (context.Arguments.TakeFlag("--replace"), context.Arguments.TakeFlag("--dry-run"));
        context.Arguments.End();
        if (!Directory.Exists(folder))
            throw new CommandUsageException($"The folder {folder} is not there.");
        var tree = pages.Execute(await files.FromFolderAsync(folder, cancellationToken), kinds.All, ContentSite.Of(tenant).Language);
        var planned = await plan.ExecuteAsync(tree, cancellationToken);
        foreach (var page in planned.Pages.Where(x => x.Act != ImportAct.Unchanged))
        {
            await context.Output.WriteLineAsync($"  {page.Act,-10} {page.Page.File}");
            if (page.Undescribed is { } pictures)
                await context.Output.WriteLineAsync($"             comes as a draft: nobody has said what its pictures show: {pictures}");
        }

        foreach (var problem in planned.Problems)
            await context.Output.WriteLineAsync($"  Problem    {problem.File}: {problem.Sentence}");
        if (planned.Problems.Count > 0 || isDry)
            return planned.Problems.Count > 0 ? 1 : 0;
        var result = await apply.ExecuteAsync(planned, _ => replace, actor.Get().Id, cancellationToken);
        if (result is not ImportResult.Done done)
        {
            var refused = ((ImportResult.Refused)result).Problem;
            await context.Output.WriteLineAsync($"  Nothing was imported. {refused.File}: {refused.Sentence}");
            return 1;
        }

        await context.Output.WriteLineAsync($"  {done.Written} pages and {done.Media} files imported");
        return 0;
    }
}
