using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Content.Tests;

/// <summary>The module without a host, with a renderer that makes one part of the whole text.</summary>
internal static class ContentShell
{
    public const string Ann = "usr_ann";
    public const string Bob = "usr_bob";

    public static Task<TestShell> CreateAsync(DatabaseKind kind, Action<TestShellSetup>? setup = null) =>
        TestShell.CreateAsync(kind, x => Arrange(x, setup), new Startup());

    public static Task<TestShell> CreateAsync(TestDatabase database) =>
        TestShell.CreateAsync(database, x => Arrange(x, null), new Startup());

    public static async Task<WriteResult.Written> WriteAsync(
        this TestShell shell, string address, string title = "A title", string body = "A text", string kind = OwnKinds.Page,
        string language = "en", bool publish = true, string? group = null, string? parent = null) =>
        Assert.IsType<WriteResult.Written>(await shell.Get<ContentWriter>().WriteAsync(
            new ContentToWrite(kind, address, language, title, body)
            { Publish = publish, GroupId = group, ParentGroupId = parent, By = Ann },
            default));

    public static async Task<ContentItem> FindAsync(this TestShell shell, string id) =>
        await shell.Get<ItemStore>().FindAsync(id, default) ?? throw new InvalidOperationException($"There is no {id}.");

    private static void Arrange(TestShellSetup setup, Action<TestShellSetup>? more)
    {
        setup.Tenant.SetJson("""{"site":{"language":"en","languages":["de","fr"],"timeZone":"Europe/Berlin"}}""");
        setup.Services.AddSingleton<IContentKinds, TestKinds>();
        setup.Services.Replace(ServiceDescriptor.Singleton<ITextRenderer, PlainRenderer>());
        more?.Invoke(setup);
    }

    private sealed class TestKinds : IContentKinds
    {
        public IEnumerable<ContentKind> GetKinds() =>
            [new("guide", "Guide") { Root = "/guides", IsTree = true, IsServedElsewhere = true }];
    }

    private sealed class PlainRenderer : ITextRenderer
    {
        public Task<RenderedText> RenderAsync(string markdown, CancellationToken cancellationToken) =>
            markdown.Contains("too deep", StringComparison.Ordinal)
                ? throw new TextTooDeepException("This text is too deep.")
                : Task.FromResult(new RenderedText(
                    [new TextPart("<p>" + System.Net.WebUtility.HtmlEncode(markdown) + "</p>")], [], HasCode: false, Words: 1));
    }
}
