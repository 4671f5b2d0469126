using System.Globalization;

namespace Marketplace.Content.Media;

/// <summary>Type, pixels and size on one line: <c>PNG · 1200 × 800 · 45 KB</c>.</summary>
internal static class MediaDetail
{
    public static string Of(MediaFile file)
    {
        var type = Path.GetExtension(file.Name).TrimStart('.').ToUpperInvariant();
        var pixels = file.Width > 0 ? $"{file.Width} × {file.Height} · " : "";
        return $"{type} · {pixels}{SizeOf(file.Size)}";
    }

    private static string SizeOf(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{bytes / 1024} KB",
        _ => (bytes / 1024m / 1024m).ToString("0.0", CultureInfo.CurrentCulture) + " MB",
    };
}
