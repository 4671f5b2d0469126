using Marketplace.Content.Media;
using SkiaSharp;

namespace Marketplace.Content.Tests.Media;

public sealed class PictureTests
{
    private static readonly FilePreparation Preparation = new();

    /// <summary>The red quarter of the upright picture, by the way the camera was held.</summary>
    [Theory]
    [InlineData(1, false, false, 60, 40)]
    [InlineData(2, true, false, 60, 40)]
    [InlineData(3, true, true, 60, 40)]
    [InlineData(4, false, true, 60, 40)]
    [InlineData(5, false, false, 40, 60)]
    [InlineData(6, true, false, 40, 60)]
    [InlineData(7, true, true, 40, 60)]
    [InlineData(8, false, true, 40, 60)]
    public async Task A_photograph_loses_what_the_camera_wrote_and_stands_upright(
        byte orientation, bool isRight, bool isBelow, int width, int height)
    {
        var photo = Samples.Photo(60, 40, orientation);
        Assert.True(Samples.Contains(photo, Samples.Secret));
        var file = await ReadyAsync(photo, "photo.jpg");

        Assert.Equal((FileType.Jpeg, width, height), (file.Type, file.Width, file.Height));
        Assert.False(Samples.Contains(file.Bytes, Samples.Secret));
        Assert.False(Samples.Contains(file.Bytes, "Exif"));
        using var shown = SKBitmap.Decode(file.Bytes);
        Assert.Equal((width, height), (shown.Width, shown.Height));
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var (right, below) = (quarter % 2 == 1, quarter / 2 == 1);
            var color = shown.GetPixel(right ? width * 3 / 4 : width / 4, below ? height * 3 / 4 : height / 4);
            Assert.Equal(right == isRight && below == isBelow, color.Red > color.Blue);
        }
    }

    [Fact]
    public async Task Pictures_keep_their_type_and_their_pixels()
    {
        byte[] note = [.. "Comment\0"u8, .. System.Text.Encoding.ASCII.GetBytes(Samples.Secret)];
        var png = Samples.WithChunk(Samples.Picture(20, 10), "tEXt", note);
        Assert.True(Samples.Contains(png, Samples.Secret));
        var file = await ReadyAsync([.. png, .. "<script>alert(1)</script>"u8], "a.png");
        Assert.Equal(FileType.Png, file.Type);
        Assert.False(Samples.Contains(file.Bytes, Samples.Secret));
        Assert.False(Samples.Contains(file.Bytes, "<script>"));
        using var shown = SKBitmap.Decode(file.Bytes);
        Assert.Equal(SKColors.Red, shown.GetPixel(2, 2));
        Assert.Equal(SKColors.Blue, shown.GetPixel(15, 8));

        Assert.Equal(FileType.Webp, (await ReadyAsync(Samples.Picture(20, 10, SKEncodedImageFormat.Webp), "a.webp")).Type);
    }

    [Fact]
    public async Task What_is_half_transparent_stays_so()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(1000, 10, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(new SKColor(200, 100, 50, 3));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var file = await ReadyAsync(png.ToArray(), "a.png");
        using var codec = SKCodec.Create(new SKMemoryStream(file.Bytes));
        using var shown = SKBitmap.Decode(codec, bitmap.Info);
        Assert.Equal(new SKColor(200, 100, 50, 3), shown.GetPixel(1, 1));
        Assert.Equal([480, 960], file.Variants.Select(x => x.Width));
        using var narrow = SKBitmap.Decode(file.Variants[0].Bytes);
        Assert.InRange(narrow.GetPixel(5, 2).Alpha, 1, 10);
    }

    [Theory]
    [InlineData(479, new int[0])]
    [InlineData(480, new[] { 480 })]
    [InlineData(1599, new[] { 480, 960 })]
    [InlineData(2000, new[] { 480, 960, 1600 })]
    public async Task Narrower_pictures_are_WebP_and_never_wider_than_the_picture(int width, int[] widths)
    {
        var file = await ReadyAsync(Samples.Picture(width, width / 2), "a.png");
        Assert.Equal(widths, file.Variants.Select(x => x.Width));
        foreach (var variant in file.Variants)
        {
            Assert.Equal("image/webp", FileType.Of(variant.Bytes, "")!.ContentType);
            using var shown = SKBitmap.Decode(variant.Bytes);
            Assert.Equal(variant.Width, shown.Width);
            Assert.InRange(shown.Height, (variant.Width / 2) - 1, (variant.Width / 2) + 1);
            var color = shown.GetPixel(shown.Width / 4, shown.Height / 4);
            Assert.True(color.Red > 200 && color.Blue < 60, color.ToString());
        }
    }

    [Fact]
    public async Task A_bomb_is_refused_by_its_header()
    {
        var before = GC.GetTotalMemory(forceFullCollection: false);
        Assert.Equal(FileProblem.TooManyPixels, await RefusedAsync(Samples.Bomb(60_000, 60_000), "a.png"));
        Assert.Equal(FileProblem.TooManyPixels, await RefusedAsync(Samples.Bomb(10_000, 5_001), "a.png"));
        Assert.True(GC.GetTotalMemory(forceFullCollection: false) - before < 50_000_000);
    }

    [Fact]
    public async Task Damaged_files_are_refused_and_none_throws()
    {
        byte[][] files =
        [
            Samples.Picture(300, 200), Samples.Picture(300, 200, SKEncodedImageFormat.Jpeg),
            Samples.Picture(300, 200, SKEncodedImageFormat.Webp),
            Samples.MovingGif(withComment: true), Samples.Svg("<rect width='3' height='3'/>"),
        ];
        foreach (var file in files)
        {
            Assert.Equal(FileProblem.Damaged, await RefusedAsync(file[..(file.Length * 2 / 3)], "a"));
            // Whatever byte is broken, there is an answer.
            for (var at = 0; at < file.Length; at += Math.Max(1, file.Length / 60))
            {
                var broken = (byte[])file.Clone();
                broken[at] ^= 0xFF;
                await Preparation.PrepareAsync(broken, "a", null, default);
            }
        }

        Assert.Equal(FileProblem.Empty, await RefusedAsync([], "a.png"));
        Assert.Equal(FileProblem.AnimatedPng, await RefusedAsync(
            Samples.WithChunk(Samples.Picture(8, 8), "acTL", [0, 0, 0, 2, 0, 0, 0, 0]), "a.png"));
    }

    [Fact]
    public async Task What_moves_stays_as_it_is_but_for_what_is_no_picture()
    {
        var clean = Samples.MovingGif(withComment: false);
        Assert.Same(clean, (await ReadyAsync(clean, "a.gif")).Bytes);
        Assert.Equal(clean, (await ReadyAsync(Samples.MovingGif(withComment: true), "a.gif")).Bytes);
        Assert.Equal(clean, (await ReadyAsync([.. clean, .. "<script>"u8], "a.gif")).Bytes);
    }

    [Fact]
    public async Task What_takes_the_place_of_another_is_written_as_its_type()
    {
        var file = await ReadyAsync(Samples.Picture(20, 10, SKEncodedImageFormat.Jpeg), "a.jpg", "image/png");
        Assert.Equal("image/png", FileType.Of(file.Bytes, "")!.ContentType);
        Assert.Equal(FileProblem.OtherType, await RefusedAsync(Samples.Pdf, "a.pdf", "image/png"));
        Assert.Equal(FileProblem.OtherType, await RefusedAsync(Samples.MovingGif(false), "a.gif", "image/png"));
        Assert.Equal(FileProblem.OtherType, await RefusedAsync(Samples.Picture(2, 2), "a.png", "image/svg+xml"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "")]
    [InlineData("<g onload='alert(1)'/>", "")]
    [InlineData("", "onload='alert(1)'")]
    [InlineData("<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", "")]
    [InlineData("<image href='https://evil.example/a.png'/>", "")]
    [InlineData("<image xlink:href='//evil.example/a.png'/>", "")]
    [InlineData("<use href='other.svg#a'/>", "")]
    [InlineData("<image href='data:image/svg+xml;base64,PHN2Zz4='/>", "")]
    [InlineData("<a href='javascript:alert(1)'><text>x</text></a>", "")]
    [InlineData("<style>@import 'https://evil.example/a.css';</style>", "")]
    [InlineData(@"<style>g{fill:\75rl(https://evil.example)}</style>", "")]
    [InlineData("<rect style='fill:url(https://evil.example/#a)'/>", "")]
    [InlineData("<rect fill='url(https://evil.example/#a)'/>", "")]
    [InlineData("<set attributeName='href' to='javascript:alert(1)'/>", "")]
    [InlineData("<?xml-stylesheet href='https://evil.example/a.css'?>", "")]
    public async Task A_drawing_that_does_more_than_draw_is_refused(string inside, string attributes) =>
        Assert.Equal(FileProblem.SvgDoesMore, await RefusedAsync(Samples.Svg(inside, attributes), "a.svg"));

    [Fact]
    public async Task A_drawing_is_kept_without_what_programs_wrote_for_themselves()
    {
        var file = await ReadyAsync(
            Samples.Svg(
                "<!-- " + Samples.Secret + " --><metadata>" + Samples.Secret + "</metadata><defs><linearGradient id='a'/></defs>"
                + "<inkscape:path xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape'>" + Samples.Secret + "</inkscape:path>"
                + "<style>rect{stroke:red}</style><rect fill='url(#a)' width='4' height='4'/><use href='#a'/>"),
            "a.svg");
        var text = System.Text.Encoding.UTF8.GetString(file.Bytes);
        Assert.DoesNotContain(Samples.Secret, text, StringComparison.Ordinal);
        Assert.Contains("url(#a)", text, StringComparison.Ordinal);
        Assert.Contains("stroke:red", text, StringComparison.Ordinal);
        Assert.Equal((40, 20), (file.Width, file.Height));
    }

    [Fact]
    public async Task Entities_and_depth_do_not_blow_a_drawing_up()
    {
        var deep = string.Concat(Enumerable.Repeat("<g>", 5000)) + string.Concat(Enumerable.Repeat("</g>", 5000));
        Assert.Equal(FileProblem.Damaged, await RefusedAsync(Samples.Svg(deep), "a.svg"));
        var laughs = "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
            + "<svg xmlns='http://www.w3.org/2000/svg'><text>&b;</text></svg>";
        Assert.Equal(FileProblem.Damaged, await RefusedAsync(System.Text.Encoding.UTF8.GetBytes(laughs), "a.svg"));
        var named = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>"
            + "<svg xmlns='http://www.w3.org/2000/svg' width='7px' height='3'/>";
        Assert.Equal(7, (await ReadyAsync(System.Text.Encoding.UTF8.GetBytes(named), "a.svg")).Width);
    }

    private static async Task<PreparedFile> ReadyAsync(byte[] bytes, string name, string? instead = null) =>
        Assert.IsType<Content.Media.Preparation.Ready>(await Preparation.PrepareAsync(bytes, name, instead, default)).File;

    private static async Task<FileProblem> RefusedAsync(byte[] bytes, string name, string? instead = null) =>
        Assert.IsType<Content.Media.Preparation.Refused>(await Preparation.PrepareAsync(bytes, name, instead, default)).Problem;
}
