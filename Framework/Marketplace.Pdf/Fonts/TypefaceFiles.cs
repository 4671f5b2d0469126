namespace Marketplace.Pdf;

/// <summary>The typeface that lies in this assembly, for whoever draws something other than a document.</summary>
public static class TypefaceFiles
{
    /// <returns>A TrueType file of Noto Sans, semibold.</returns>
    public static Stream OpenStrong() =>
        typeof(TypefaceFiles).Assembly.GetManifestResourceStream("bold.ttf")
            ?? throw new InvalidOperationException("The typeface is missing from the assembly.");
}
