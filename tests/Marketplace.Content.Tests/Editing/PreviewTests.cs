using System.Text;
using System.Text.Json;
using Marketplace.Content.Editing;
using Marketplace.Content.Rendering;
using Marketplace.Testing;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Editing;

public sealed class PreviewTests : IAsyncLifetime
{
    private TestShell _shell = null!;

    public async ValueTask InitializeAsync() => _shell = await TestShell.CreateAsync(DatabaseKind.Sqlite, setup => setup.Services
        .AddEditing()
        .AddScoped<ITextRenderer, EchoRenderer>()
        .AddScoped<ITextPages, EchoPages>()
        .AddScoped<IContentBlock, PriceBlock>()
        .AddScoped<IContentBlock, BrokenBlock>());

    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    [Fact]
    public async Task A_text_is_shown_as_readers_of_its_language_would_see_it()
    {
        var answer = Assert.IsType<Ok<PreviewAnswer>>(await PreviewAsync(new { body = "Hello", language = "de" })).Value!;
        Assert.Equal("<p>Hello (de)</p>", answer.Html);
        Assert.Equal(new PreviewHeading(2, "hello", "Hello"), Assert.Single(answer.Headings));
        Assert.Equal("There is no product x.", Assert.Single(answer.Missing));
        Assert.Equal(
            """{"html":"","headings":[{"level":2,"anchor":"a","text":"b"}],"missing":[]}""",
            JsonSerializer.Serialize(new PreviewAnswer("", [new PreviewHeading(2, "a", "b")], [])));
    }

    [Theory]
    [InlineData("""{"body":"x"}""", "language")]
    [InlineData("""{"body":"x","language":"english"}""", "language")]
    [InlineData("""{"body":"x","language":"D1"}""", "language")]
    [InlineData("""{"body":5,"language":"en"}""", "body")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("", "")]
    public async Task What_cannot_be_shown_is_refused_by_the_name_of_the_field(string json, string field)
    {
        var problem = Assert.IsType<ValidationProblem>(await PreviewJsonAsync(json));
        Assert.Equal(field, Assert.Single(problem.ProblemDetails.Errors).Key);
    }

    [Fact]
    public async Task A_text_that_is_too_deep_or_too_long_is_refused_with_a_sentence()
    {
        var deep = Assert.IsType<ProblemHttpResult>(await PreviewAsync(new { body = "deep", language = "en" }));
        Assert.Equal((422, "Too deep."), (deep.StatusCode, deep.ProblemDetails.Detail));

        var longest = new string('x', BoundedJson.LongestText);
        Assert.IsType<Ok<PreviewAnswer>>(await PreviewAsync(new { body = longest, language = "en" }));
        var tooLong = Assert.IsType<ProblemHttpResult>(await PreviewAsync(new { body = longest + "x", language = "en" }));
        Assert.Equal(413, tooLong.StatusCode);
    }

    [Fact]
    public async Task A_request_that_says_it_is_huge_is_not_read()
    {
        var request = Request("{}");
        request.ContentLength = 50_000_000;
        request.Body = Stream.Null;
        var answer = await _shell.InScopeAsync((PreviewText x) => x.HandleAsync(request, default));
        Assert.Equal(413, Assert.IsType<ProblemHttpResult>(answer.Result).StatusCode);
    }

    [Fact]
    public async Task The_menu_has_every_block_that_can_describe_itself_with_its_choices()
    {
        var entries = (await _shell.InScopeAsync((BlockMenu x) => x.ListAsync(default))).Value!;
        var price = Assert.Single(entries);
        Assert.Equal(("price", "Price"), (price.Name, price.Title));
        Assert.NotEmpty(price.Shapes);
        Assert.Equal(["product", "note"], price.Parameters.Select(x => x.Name));
        Assert.Equal(new BlockEntryChoice("small-vm", "Small VM"), Assert.Single(price.Parameters[0].Choices!));
        Assert.Null(price.Parameters[1].Choices);
        Assert.Contains(_shell.Log.Entries, x => x.Message.Contains("broken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blocks_of_a_text_are_shown_in_the_order_they_were_asked_for()
    {
        var request = Request(JsonSerializer.Serialize(new { language = "fr", blocks = new[] { "{{a}}", "deep", "{{b}}" } }));
        var answer = await _shell.InScopeAsync((BlockMenu x) => x.ShowAsync(request, default));
        var views = Assert.IsType<Ok<List<BlockUseView>>>(answer.Result).Value!;
        Assert.Equal(["<p>{{a}} (fr)</p>", "", "<p>{{b}} (fr)</p>"], views.Select(x => x.Html));
        Assert.Equal("Too deep.", Assert.Single(views[1].Missing));
    }

    [Fact]
    public async Task Nobody_asks_for_more_blocks_than_a_page_has()
    {
        foreach (var blocks in new[] { Enumerable.Repeat("{{a}}", 51).ToArray(), [new string('x', 5000)] })
        {
            var request = Request(JsonSerializer.Serialize(new { language = "en", blocks }));
            var answer = await _shell.InScopeAsync((BlockMenu x) => x.ShowAsync(request, default));
            Assert.Equal("blocks", Assert.Single(Assert.IsType<ValidationProblem>(answer.Result).ProblemDetails.Errors).Key);
        }
    }

    private Task<IResult> PreviewAsync(object body) => PreviewJsonAsync(JsonSerializer.Serialize(body));

    private async Task<IResult> PreviewJsonAsync(string json) =>
        (await _shell.InScopeAsync((PreviewText x) => x.HandleAsync(Request(json), default))).Result;

    private HttpRequest Request(string json)
    {
        var context = new DefaultHttpContext { RequestServices = _shell.Services };
        var bytes = Encoding.UTF8.GetBytes(json);
        context.Request.Method = "POST";
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = bytes.Length;
        context.Request.Body = new MemoryStream(bytes);
        return context.Request;
    }

    private sealed class EchoRenderer : ITextRenderer
    {
        public Task<RenderedText> RenderAsync(string markdown, CancellationToken cancellationToken) => markdown == "deep"
            ? throw new TextTooDeepException("Too deep.")
            : Task.FromResult(new RenderedText(
                [new TextPart(markdown)], [new TextHeading(2, "hello", "Hello")], HasCode: false, Words: 1));
    }

    private sealed class EchoPages : ITextPages
    {
        public Task<FilledText> FillAsync(RenderedText text, string language, CancellationToken cancellationToken) =>
            Task.FromResult(new FilledText($"<p>{text.Parts[0].Html} ({language})</p>", HasLiveParts: false, ["There is no product x."]));
    }

    private sealed class PriceBlock : IContentBlock
    {
        public string Name => "price";

        public BlockDescription Describe() => new(
            "Price",
            "What a product costs.",
            "tag",
            [
                new BlockParameter("product", "Product", IsRequired: true)
                {
                    Choices = _ => Task.FromResult<IReadOnlyList<BlockChoice>>([new BlockChoice("small-vm", "Small VM")]),
                },
                new BlockParameter("note", "Note", IsRequired: false),
            ]);

        public Task<BlockView> ShowAsync(BlockUse use, CancellationToken cancellationToken) =>
            Task.FromResult<BlockView>(new BlockView.ForAll(HtmlString.Empty));
    }

    private sealed class BrokenBlock : IContentBlock
    {
        public string Name => "broken";

        public BlockDescription Describe() => throw new InvalidOperationException("It has nothing to say.");

        public Task<BlockView> ShowAsync(BlockUse use, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
