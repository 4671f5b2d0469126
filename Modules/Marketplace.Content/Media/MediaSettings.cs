namespace Marketplace.Content.Media;

/// <summary>The settings section <c>media</c>.</summary>
public sealed record MediaSettings
{
    public const string Section = "media";

    /// <summary>More would not fit into one request.</summary>
    public const int MostMegabytes = 50;

    /// <summary>How large one file may be, in MB of 1,048,576 bytes.</summary>
    public int LargestMegabytes { get; init; } = 10;

    internal long LargestBytes => Math.Clamp(LargestMegabytes, 1, MostMegabytes) * 1024L * 1024;
}
