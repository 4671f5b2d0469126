using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Marketplace.Content.Media;
using Marketplace.Testing;
using SkiaSharp;

namespace Marketplace.Content.Tests.Media;

public sealed class MediaSiteTests(MediaSite site) : IClassFixture<MediaSite>
{
    private const string Editor = "editor@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_picture_is_uploaded_shown_described_renamed_replaced_and_deleted(DatabaseKind kind)
    {
        using var editor = await site.SignInAsync(kind, Editor);
        using var reader = (await site.GetAsync(kind)).NewVisitor();
        var media = await MediaSite.AddAsync(editor, "Wallet.jpg", Samples.Photo(1000, 500, 6), "docs");
        Assert.Equal("/media/docs/wallet.jpg", (string?)media["address"]);
        Assert.Equal((500, 1000), ((int)media["width"]!, (int)media["height"]!));
        Assert.True((bool)media["needs_alt"]!);

        var narrow = await reader.GetAsync((string)media["thumbnail"]!);
        Assert.Equal("image/webp", narrow.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", narrow.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var whole = await reader.GetAsync("/media/docs/wallet.jpg");
        Assert.Equal("image/jpeg", whole.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=60", whole.Headers.CacheControl!.ToString());
        Assert.False(Samples.Contains(await whole.Content.ReadAsByteArrayAsync(), Samples.Secret));
        // Also for somebody signed in, whose answers are not kept otherwise.
        Assert.Equal("public, max-age=60", (await editor.GetAsync("/media/docs/wallet.jpg")).Headers.CacheControl!.ToString());

        var file = $"{MediaSite.Page}/{media["id"]}";
        Assert.NotNull((await editor.GetPageAsync(MediaSite.Page)).QuerySelector("[data-test=undescribed]"));
        Assert.NotNull((await editor.GetPageAsync(MediaSite.Page + "?folder=docs")).QuerySelector(".media-card .status"));
        var described = await editor.PostJsonAsync($"{MediaSite.Api}/{media["id"]}/alternative-text", new { alt = "A wallet" });
        Assert.Equal(HttpStatusCode.OK, described.StatusCode);
        Assert.Null((await editor.GetPageAsync(MediaSite.Page + "?folder=docs")).QuerySelector(".media-card .status"));

        var renamed = await editor.SubmitAsync(file, Fields(("Input.Name", "purse.jpg"), ("Input.Folder", "")));
        Assert.Equal(HttpStatusCode.Redirect, renamed.StatusCode);
        var led = await reader.GetAsync("/media/docs/wallet.jpg?w=480");
        Assert.Equal(HttpStatusCode.MovedPermanently, led.StatusCode);
        Assert.Equal("/media/purse.jpg?w=480", led.Headers.Location!.ToString());
        Assert.Equal("/media/docs/wallet.jpg", (await editor.GetPageAsync(file)).QuerySelector("[data-test=former]")!.TextContent.Trim());

        var replaced = await MediaSite.SubmitAsync(editor, file, "replace", [("new.png", Samples.Picture(20, 10))]);
        Assert.Equal(HttpStatusCode.Redirect, replaced.StatusCode);
        using var shown = SKBitmap.Decode(await (await reader.GetAsync("/media/purse.jpg")).Content.ReadAsByteArrayAsync());
        Assert.Equal(20, shown.Width);
        // Pages that were made before ask for a width that is no more, by a version that is no more.
        var old = await reader.GetAsync("/media/purse.jpg?w=480&v=0123456789abcdef");
        Assert.Equal("image/jpeg", old.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=60", old.Headers.CacheControl!.ToString());

        var deleted = await editor.SubmitAsync(file, Fields(), "handler=Delete");
        Assert.Equal(HttpStatusCode.Redirect, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/media/purse.jpg")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/media/docs/wallet.jpg")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync(file)).StatusCode);
    }

    [Fact]
    public async Task Parts_and_unchanged_files_are_not_sent_whole()
    {
        using var editor = await EditorAsync();
        var media = await MediaSite.AddAsync(editor, "range.png", Samples.Picture(30, 30));
        var address = (string)media["address"]!;
        var whole = await editor.GetAsync(address);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        Assert.Equal("nosniff", Assert.Single(whole.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("default-src 'none'", Assert.Single(whole.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);

        var part = await SendAsync(x => x.Headers.Range = new RangeHeaderValue(4, 9));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[4..10], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            HttpStatusCode.RequestedRangeNotSatisfiable,
            (await SendAsync(x => x.Headers.Range = new RangeHeaderValue(bytes.Length + 5, null))).StatusCode);
        var unchanged = await SendAsync(x => x.Headers.IfNoneMatch.Add(whole.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        var head = await SendAsync(x => x.Method = HttpMethod.Head);
        Assert.Equal(bytes.Length, head.Content.Headers.ContentLength);

        Task<HttpResponseMessage> SendAsync(Action<HttpRequestMessage> change)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            change(request);
            return editor.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task Drawings_are_sandboxed_and_what_is_no_picture_is_saved_instead_of_shown()
    {
        using var editor = await EditorAsync();
        var drawing = await MediaSite.AddAsync(editor, "a.svg", Samples.Svg("<rect width='4' height='4'/>"));
        var answer = await editor.GetAsync((string)drawing["address"]!);
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "sandbox; default-src 'none'; style-src 'unsafe-inline'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);

        var manual = await MediaSite.AddAsync(editor, "Manual.png", Samples.Pdf);
        Assert.Equal("/media/manual.pdf", (string?)manual["address"]);
        Assert.Null((string?)manual["thumbnail"]);
        answer = await editor.GetAsync("/media/manual.pdf");
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);

        await MediaSite.AddAsync(editor, "page.html", "<script>alert(1)</script>"u8.ToArray());
        answer = await editor.GetAsync("/media/page.txt");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_answered_with_a_sentence()
    {
        using var editor = await EditorAsync();
        foreach (var (name, bytes, status, code) in new[]
        {
            ("a.png", Samples.Picture(60, 60)[..100], HttpStatusCode.UnprocessableEntity, "damaged"),
            ("a.png", Samples.Bomb(60_000, 60_000), HttpStatusCode.UnprocessableEntity, "too_many_pixels"),
            ("a.svg", Samples.Svg("<script/>"), HttpStatusCode.UnprocessableEntity, "svg_does_more"),
            ("a.png", "MZ\0\0"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "unknown_type"),
            ("a.png", new byte[(10 * 1024 * 1024) + 1], HttpStatusCode.RequestEntityTooLarge, "too_large"),
            ("a.png", [], HttpStatusCode.UnprocessableEntity, "empty"),
        })
        {
            var answer = await MediaSite.SendAsync(editor, name, bytes);
            Assert.Equal(status, answer.StatusCode);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.Equal(code, (string?)problem["code"]);
            Assert.EndsWith(".", (string?)problem["detail"], StringComparison.Ordinal);
        }

        var outside = await MediaSite.SendAsync(editor, "a.png", Samples.Picture(5, 5), "..");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, outside.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PostJsonAsync(MediaSite.Api, new { file = "x" })).StatusCode);
        using var broken = new StringContent("--x\r\nnot a form");
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.Http.PostAsync(MediaSite.Api, broken)).StatusCode);
        var silent = await MediaSite.AddAsync(editor, "silent.png", Samples.Picture(6, 5));
        var words = $"{MediaSite.Api}/{silent["id"]}/alternative-text";
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PostJsonAsync(words, new { alt = " \u2800" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await editor.PostJsonAsync(words, new { alt = "", decorative = "yes" })).StatusCode);

        string[] nowhere =
            ["/media/", "/media/..%2f..%2fapp.db", "/media/%00", "/media/none.png", "/media/" + new string('a', 3000)];
        foreach (var path in nowhere)
            Assert.Contains((await editor.GetAsync(path)).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
    }

    [Fact]
    public async Task The_page_works_without_script()
    {
        using var editor = await EditorAsync();
        var one = await MediaSite.SubmitAsync(editor, MediaSite.Page, "upload-form", [("Plain.png", Samples.Picture(7, 7))]);
        Assert.Equal(HttpStatusCode.Redirect, one.StatusCode);
        // Nobody said what it shows, so that is asked for next.
        var asked = await editor.GetPageAsync(one.Headers.Location!.ToString());
        Assert.NotNull(asked.QuerySelector("[data-test=needs-alt]"));

        var folder = await editor.SubmitAsync(MediaSite.Page, Fields(("name", "Plain files")), "handler=Folder");
        Assert.Equal($"{MediaSite.Page}?folder=plain-files", folder.Headers.Location!.ToString());
        var several = await MediaSite.SubmitAsync(
            editor, $"{MediaSite.Page}?folder=plain-files", "upload-form",
            [("a.pdf", Samples.Pdf), ("b.txt", "b"u8.ToArray())]);
        Assert.Equal($"{MediaSite.Page}?folder=plain-files", several.Headers.Location!.ToString());
        var list = await editor.GetPageAsync($"{MediaSite.Page}?folder=plain-files&q=PDF");
        Assert.Equal("a.pdf", Assert.Single(list.QuerySelectorAll("[data-test=media] .media-name")).TextContent);

        var damaged = await MediaSite.SubmitAsync(
            editor, MediaSite.Page, "upload-form", [("good.txt", "good"u8.ToArray()), ("bad.png", Samples.Picture(60, 60)[..100])]);
        Assert.Equal(HttpStatusCode.OK, damaged.StatusCode);
        var sentence = (await Visitor.ReadPageAsync(damaged)).QuerySelector(".error-summary")!.TextContent;
        Assert.Contains("bad.png: The file is damaged", sentence, StringComparison.Ordinal);
        var none = await MediaSite.SubmitAsync(editor, MediaSite.Page, "upload-form", []);
        Assert.Contains("Choose a file first", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var bad = await editor.SubmitAsync(MediaSite.Page, Fields(("name", "../..")), "handler=Folder");
        Assert.Contains("needs letters or digits", await bad.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var refused = await MediaSite.SubmitAsync(
            editor, one.Headers.Location!.ToString(), "replace", [("x.pdf", Samples.Pdf)]);
        Assert.Contains("of another kind", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_size_is_a_setting()
    {
        using var editor = await site.SignInAsync(DatabaseKind.Postgres, Editor);
        const string settings = MediaSite.Page + "/settings";
        var wrong = await editor.SubmitAsync(settings, Fields(("Input.LargestMegabytes", "500")));
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await editor.SubmitAsync(settings, Fields(("Input.LargestMegabytes", "1")))).StatusCode);
        var large = new byte[(1024 * 1024) + 1];
        Array.Fill(large, (byte)'a');
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await MediaSite.SendAsync(editor, "a.txt", large)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await MediaSite.SendAsync(editor, "a.txt", large[..^1])).StatusCode);
        await editor.SubmitAsync(settings, Fields(("Input.LargestMegabytes", "10")));
    }

    [Fact]
    public async Task Only_editors_keep_the_library_and_no_tenant_sees_anothers_files()
    {
        using var editor = await EditorAsync();
        var media = await MediaSite.AddAsync(editor, "mine.png", Samples.Picture(11, 5));
        var app = await site.GetAsync(DatabaseKind.Sqlite);
        using var other = app.NewVisitor("/fiatdashboard");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync((string)media["address"]!)).StatusCode);
        await other.SignInAsync(Editor);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"{MediaSite.Page}/{media["id"]}")).StatusCode);
        var (theirs, mine) = (await other.GetAsync(MediaSite.Api), await editor.GetAsync($"{MediaSite.Api}?q=MINE&folder="));
        Assert.DoesNotContain("mine.png", await theirs.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("mine.png", await mine.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Unauthorized, (await MediaSite.SendAsync(visitor, "a.png", Samples.Picture(5, 5))).StatusCode);
        using var customer = await site.SignInAsync(DatabaseKind.Sqlite, "customer@example.com");
        Assert.Equal(HttpStatusCode.Forbidden, (await MediaSite.SendAsync(customer, "a.png", Samples.Picture(5, 5))).StatusCode);
        foreach (var path in new[] { MediaSite.Page, $"{MediaSite.Page}/{media["id"]}", $"{MediaSite.Page}/settings", MediaSite.Api })
            Assert.NotEqual(HttpStatusCode.OK, (await customer.GetAsync(path)).StatusCode);
        // Another site's page cannot send files in an editor's name.
        var foreign = await MediaSite.SendAsync(editor, "a.png", Samples.Picture(5, 5), site: "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    private Task<Visitor> EditorAsync() => site.SignInAsync(DatabaseKind.Sqlite, Editor);

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
}
