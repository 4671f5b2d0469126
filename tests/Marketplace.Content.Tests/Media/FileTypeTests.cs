using Marketplace.Content.Media;
using SkiaSharp;

namespace Marketplace.Content.Tests.Media;

public sealed class FileTypeTests
{
    [Fact]
    public void What_a_file_is_follows_from_its_bytes_whatever_its_name_says()
    {
        Assert.Equal("image/png", TypeOf(Samples.Picture(4, 4), "holiday.jpg"));
        Assert.Equal("image/jpeg", TypeOf(Samples.Picture(4, 4, SKEncodedImageFormat.Jpeg), "report.pdf"));
        Assert.Equal("image/webp", TypeOf(Samples.Picture(4, 4, SKEncodedImageFormat.Webp), "a.txt"));
        Assert.Equal("image/gif", TypeOf(Samples.MovingGif(withComment: false), "a"));
        Assert.Equal("image/svg+xml", TypeOf(Samples.Svg("<path d='M0 0'/>"), "a.txt"));
        Assert.Equal("image/svg+xml", TypeOf([0xEF, 0xBB, 0xBF, .. "<?xml version='1.0'?><!-- x --><svg/>"u8], "a.svg"));
        Assert.Equal("application/pdf", TypeOf(Samples.Pdf, "a.png"));
        Assert.Equal("application/zip", TypeOf("PK\x03\x04rest"u8.ToArray(), "a.png"));
        Assert.Equal("text/plain", TypeOf("<html><svg></svg><script>alert(1)</script>"u8.ToArray(), "page.html"));
        Assert.Equal("text/csv", TypeOf("a;b\n1;2"u8.ToArray(), "table.CSV"));
        Assert.Null(TypeOf("MZ\0\0"u8.ToArray(), "setup.png"));
        Assert.Null(TypeOf([0xFF, 0xFE, 0x00], "a.txt"));

        static string? TypeOf(byte[] bytes, string name) => FileType.Of(bytes, name)?.ContentType;
    }

    [Theory]
    [InlineData("../../etc/passwd.png", ".png", "passwd.png")]
    [InlineData(@"C:\Users\ann\Grüße aus Köln.JPG", ".jpg", "grusse-aus-koln.jpg")]
    [InlineData("..", ".png", "file.png")]
    [InlineData(".htaccess", ".txt", "htaccess.txt")]
    [InlineData("photo.png.exe", ".png", "photo-png.png")]
    [InlineData("a\u202Egnp.\0exe", ".png", "agnp.png")]
    [InlineData("ウォレット.png", ".png", "file.png")]
    [InlineData(null, ".pdf", "file.pdf")]
    public void A_name_leads_nowhere_else_and_ends_as_its_content_says(string? sent, string extension, string name) =>
        Assert.Equal(name, MediaAddress.NameOf(sent, extension));

    [Fact]
    public void A_long_name_is_cut_before_its_ending()
    {
        var name = MediaAddress.NameOf(new string('a', 500) + ".png", ".png");
        Assert.True(name.Length <= MediaAddress.LongestName);
        Assert.EndsWith("a.png", name, StringComparison.Ordinal);
        Assert.True(MediaAddress.IsWellFormed(MediaAddress.Of("docs", MediaAddress.Numbered(name, 999))));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/Docs//Screen Shots/", "docs/screen-shots")]
    [InlineData(@"docs\wallet", "docs/wallet")]
    [InlineData("..", null)]
    [InlineData("docs/../../etc", null)]
    [InlineData("a/b/c/d/e/f", null)]
    [InlineData("???", null)]
    public void A_folder_is_one_below_the_library_or_none(string typed, string? folder) =>
        Assert.Equal(folder, MediaAddress.FolderOf(typed));

    [Theory]
    [InlineData("/media/a.png", true)]
    [InlineData("/media/docs/a-2.png", true)]
    [InlineData("/media/", false)]
    [InlineData("/media/a b.png", false)]
    [InlineData("/media/A.png", false)]
    [InlineData("/other/a.png", false)]
    public void An_address_has_one_form(string address, bool isWellFormed) =>
        Assert.Equal(isWellFormed, MediaAddress.IsWellFormed(address));
}
