namespace Marketplace.Pdf.Tests;

public sealed class FontFoldersTests : IDisposable
{
    private readonly TestFonts _fonts = new();

    public void Dispose() => _fonts.Dispose();

    [Theory]
    [InlineData(false, "Beta-Regular.ttf", "Aaa.ttf", "Alpha-Bold.ttf", "Gamma-Italic.ttc", "Delta-BoldItalic.OTF", "MonoCondensed.otc")]
    [InlineData(true, "Alpha-Bold.ttf", "Beta-Regular.ttf", "Aaa.ttf", "Delta-BoldItalic.OTF", "Gamma-Italic.ttc", "MonoCondensed.otc")]
    public void Plain_faces_of_the_wanted_weight_come_first(bool strong, params string[] order)
    {
        foreach (var file in order.Order(StringComparer.Ordinal).Append("notes.txt"))
            _fonts.With(file == "Aaa.ttf" ? "sub/" + file : file, []);

        Assert.Equal(order, FontFolders.FilesIn(_fonts.Folder, strong).Select(x => Path.GetFileName(x)));
    }

    [Fact]
    public void A_folder_that_is_not_there_has_no_files() =>
        Assert.Empty(FontFolders.FilesIn(Path.Combine(_fonts.Folder, "none"), strong: false));

    [Fact]
    public void The_folders_that_fontconfig_names_come_last()
    {
        var file = Path.Combine(_fonts.Folder, "fonts.conf");
        File.WriteAllText(
            file,
            """
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
            <fontconfig>
              <dir>/opt/letters</dir>
              <dir> ~/letters </dir>
              <dir prefix="xdg">letters</dir>
              <dir>letters</dir>
              <include>conf.d</include>
            </fontconfig>
            """);
        var usual = FontFolders.OfMachine(Path.Combine(_fonts.Folder, "none"));
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

        Assert.Equal([.. usual, "/opt/letters", Path.Combine(home, "letters")], FontFolders.OfMachine(file));

        File.WriteAllText(file, "<fontconfig><dir>/opt/letters");
        Assert.Equal(usual, FontFolders.OfMachine(file));
    }
}
