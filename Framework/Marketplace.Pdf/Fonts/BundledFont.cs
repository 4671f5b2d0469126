namespace Marketplace.Pdf;

/// <summary>The typeface of documents. It lies in this assembly: Latin, Greek and Cyrillic need no fonts of the machine.</summary>
internal static class BundledFont
{
    private static readonly Lazy<FontFace> RegularFace = new(() => Load("regular.ttf", "NotoSans-Regular"));
    private static readonly Lazy<FontFace> StrongFace = new(() => Load("bold.ttf", "NotoSans-Strong"));

    public static FontFace Regular => RegularFace.Value;

    public static FontFace Strong => StrongFace.Value;

    private static FontFace Load(string file, string name)
    {
        using var resource = typeof(BundledFont).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The typeface {file} is missing from the assembly.");
        return new FontFace(name, FontTables.Of(resource));
    }
}
