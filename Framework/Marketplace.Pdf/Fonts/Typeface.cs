namespace Marketplace.Pdf;

/// <summary>The one typeface of documents. It lies in this assembly: machines that run the product need no fonts.</summary>
internal static class Typeface
{
    private static readonly Lazy<TrueTypeFont> RegularFace = new(() => Load("regular.ttf"));
    private static readonly Lazy<TrueTypeFont> BoldFace = new(() => Load("bold.ttf"));

    public static TrueTypeFont Regular => RegularFace.Value;

    public static TrueTypeFont Bold => BoldFace.Value;

    private static TrueTypeFont Load(string name)
    {
        using var resource = typeof(Typeface).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The typeface {name} is missing from the assembly.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return new TrueTypeFont(bytes.ToArray());
    }
}
