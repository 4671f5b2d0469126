using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Content.Rendering;
using Marketplace.Data;
using Marketplace.Docs.Search;
using Marketplace.Docs.Tree;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Tests.Site;

/// <summary>The module's services on a database of their own, with pages in memory.</summary>
internal static class DocsShell
{
    public static Task<TestShell> CreateAsync(DatabaseKind kind, TestContent content) =>
        TestShell.CreateAsync(
            kind,
            setup =>
            {
                setup.Services.AddSingleton<IPublishedContent>(content).AddSingleton<ITextPages>(content);
                setup.Tenant.SetJson("""{"site":{"language":"en","languages":["de","fr"]}}""");
            },
            new Startup());

    /// <summary>Tells of pages as the module Content does, and lets the index follow.</summary>
    public static async Task TellAsync(this TestShell shell, params PublishedItem[] pages)
    {
        await shell.Database.InTransactionAsync(
            async db =>
            {
                foreach (var x in pages.Select(x => x.Entry))
                    await shell.Get<IOutbox>().WriteAsync(
                        db, new ContentPublished(x.ItemId, x.GroupId, x.Kind, x.Language, x.Address), default);
            },
            default);
        await shell.DrainOutboxAsync();
    }

    public static async Task TellGoneAsync(this TestShell shell, PublishedItem page)
    {
        var x = page.Entry;
        await shell.Database.InTransactionAsync(
            db => shell.Get<IOutbox>().WriteAsync(
                db, new ContentUnpublished(x.ItemId, x.GroupId, x.Kind, x.Language, x.Address), default),
            default);
        await shell.DrainOutboxAsync();
    }

    public static Task<int> CatchUpAsync(this TestShell shell) =>
        shell.InScopeAsync((IndexPages x) => x.CatchUpAsync(default));

    public static async Task<SearchAnswer> SearchAsync(
        this TestShell shell, string? text, string language = "en", bool exact = false, int page = 1, int size = 20)
    {
        var tree = await shell.InScopeAsync(async (DocTrees x) => await x.GetAsync(language, default));
        return await shell.Get<SearchDocs>().ExecuteAsync(text, exact, tree, page, size, default);
    }

    /// <summary>The addresses that were found, with their anchors, the best first.</summary>
    public static async Task<string[]> FindAsync(this TestShell shell, string? text, string language = "en", bool exact = false) =>
        [.. (await shell.SearchAsync(text, language, exact)).Results.Select(x => x.Address)];
}
