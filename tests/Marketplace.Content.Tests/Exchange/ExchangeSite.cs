using System.Text;
using Marketplace.Content.Exchange;
using Marketplace.Content.Items;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Exchange;

/// <summary>Brings files into a tenant and fetches them, as pages and recipes do.</summary>
internal static class ExchangeSite
{
    public static (string Path, string Content) Page(
        string path, string body, string title = "A title", string more = "") => (path, $"---\ntitle: {title}\n{more}---\n{body}");

    public static async Task<ImportPlan> PlanAsync(this TestShell shell, params (string Path, string Content)[] files)
    {
        var zip = ReadFilesTests.Zip([.. files.Select(x => (x.Path, Encoding.UTF8.GetBytes(x.Content)))]);
        var tree = shell.Get<ReadPages>().Execute(
            await shell.Get<ReadFiles>().FromZipAsync(zip, default), shell.Get<KindCatalogue>().All, ContentSite.Of(shell.Tenant).Language);
        return await shell.Get<PlanImport>().ExecuteAsync(tree, default);
    }

    public static Task<ImportResult> ApplyAsync(this TestShell shell, ImportPlan plan, params string[] chosen) =>
        shell.Get<ApplyImport>().ExecuteAsync(plan, x => chosen.Contains(x.Page.File), ContentShell.Ann, default);

    public static async Task ImportAsync(this TestShell shell, params (string Path, string Content)[] files)
    {
        var plan = await shell.PlanAsync(files);
        Assert.Empty(plan.Problems);
        Assert.IsType<ImportResult.Done>(await shell.ApplyAsync(plan));
    }

    public static async Task<SortedDictionary<string, string>> ExportAsync(this TestShell shell, ExportChoice? choice = null)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await shell.Get<ExportTree>().ExecuteAsync(
            choice ?? new ExportChoice(),
            (path, content, _) =>
            {
                files.Add(path, Encoding.UTF8.GetString(content));
                return Task.CompletedTask;
            },
            default);
        return files;
    }

    public static async Task<PublishedItem> ReadAsync(this TestShell shell, string address, string language = "en") =>
        await shell.Get<IPublishedContent>().FindAsync(address, language, default)
        ?? throw new InvalidOperationException($"Nothing is published at {address} in {language}.");
}
