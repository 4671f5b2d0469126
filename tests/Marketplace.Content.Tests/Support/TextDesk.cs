using Marketplace.Content.Blocks;
using Marketplace.Content.Media;
using Marketplace.Content.Rendering;
using Marketplace.Testing;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Content.Tests.Support;

/// <summary>Texts without a site: what a module brings is made up by the test.</summary>
internal sealed class TextDesk : IDisposable
{
    private readonly ServiceProvider _services;

    public TextDesk(Action<IServiceCollection>? more = null, string prefix = "")
    {
        var services = new ServiceCollection()
            .AddLogging(x => x.AddProvider(Log))
            .AddLocalization()
            .AddHttpContextAccessor()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ITenant>(new TestTenant { DataFolder = "", PathPrefix = prefix })
            .AddSingleton<IMediaFacts>(Media)
            .AddSingleton<ISnippets>(Snippets);
        services.AddRendering().AddBlocks();
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public TestLog Log { get; } = new();

    public FakeTimeProvider Time { get; } = TestTime.StandingStill();

    public KnownMedia Media { get; } = new();

    public KnownSnippets Snippets { get; } = new();

    public static TextDesk With(params IContentBlock[] blocks) => new(services =>
    {
        foreach (var block in blocks)
            services.AddSingleton(block);
    });

    public async Task<RenderedText> RenderAsync(string markdown)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ITextRenderer>().RenderAsync(markdown, default);
    }

    public async Task<FilledText> FillAsync(string markdown, string language = "en", CancellationToken cancellationToken = default)
    {
        var text = await RenderAsync(markdown);
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ITextPages>().FillAsync(text, language, cancellationToken);
    }

    /// <summary>As a reader gets it, lines as they come.</summary>
    public async Task<string> HtmlAsync(string markdown) => (await FillAsync(markdown)).Html.Replace("\n", "", StringComparison.Ordinal);

    public T Get<T>()
        where T : notnull => _services.CreateScope().ServiceProvider.GetRequiredService<T>();

    public void Dispose() => _services.Dispose();
}

internal sealed class KnownMedia : Dictionary<string, MediaFacts>, IMediaFacts
{
    public KnownMedia()
        : base(StringComparer.Ordinal)
    {
    }

    public List<string> Asked { get; } = [];

    public Task<IReadOnlyDictionary<string, MediaFacts>> FindAsync(
        IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        Asked.AddRange(addresses);
        return Task.FromResult<IReadOnlyDictionary<string, MediaFacts>>(this);
    }
}

internal sealed class KnownSnippets : Dictionary<string, RenderedText>, ISnippets
{
    public KnownSnippets()
        : base(StringComparer.Ordinal)
    {
    }

    public Task<RenderedText?> FindAsync(string name, string language, CancellationToken cancellationToken) =>
        name == "broken" ? throw new InvalidOperationException("Broken.") : Task.FromResult(this.GetValueOrDefault(name));

    public Task<IReadOnlyList<BlockChoice>> ListAsync(string language, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<BlockChoice>>([.. Keys.Select(x => new BlockChoice(x, x))]);
}

/// <summary>A block that does what the test says.</summary>
internal sealed class MadeUpBlock(string name, Func<BlockUse, CancellationToken, Task<BlockView>> show) : IContentBlock
{
    public string Name => name;

    public int Uses { get; private set; }

    public static MadeUpBlock Inline(string name, string html) => new(name, (_, _) =>
        Task.FromResult<BlockView>(new BlockView.ForAll(new HtmlString(html), IsInline: true)));

    public static MadeUpBlock Box(string name, string html) => new(name, (_, _) =>
        Task.FromResult<BlockView>(new BlockView.ForAll(new HtmlString(html))));

    public BlockDescription Describe() => new(name, "", "box", []);

    public Task<BlockView> ShowAsync(BlockUse use, CancellationToken cancellationToken)
    {
        Uses++;
        return show(use, cancellationToken);
    }
}
