using SkiaSharp;

namespace Marketplace.Content.Media;

/// <summary>
/// Decodes pictures and writes them anew, which drops everything that is no picture: place and time, the camera, thumbnails, whatever hides
/// behind the end. A picture that was to be shown turned is turned.
/// </summary>
internal static class Pictures
{
    /// <summary>A larger one is refused by its header, before its pixels need four bytes each.</summary>
    public const long MostPixels = 50_000_000;

    private const int JpegQuality = 90;
    private const int WebpQuality = 88;
    private const int VariantQuality = 80;

    /// <summary>To SkiaSharp this means that nothing is lost.</summary>
    private const int Lossless = 100;

    private static readonly int[] Widths = [480, 960, 1600];

    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <param name="bytes">Of the type <paramref name="type"/> by their beginning.</param>
    /// <param name="target">What it is written as.</param>
    public static Preparation Prepare(byte[] bytes, FileType type, FileType target)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1 || codec.EncodedFormat != FormatOf(type))
            return new Preparation.Refused(FileProblem.Damaged);
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels)
            return new Preparation.Refused(FileProblem.TooManyPixels);
        if (type == FileType.Png && PngChunks.IsAnimated(bytes))
            return new Preparation.Refused(FileProblem.AnimatedPng);
        if (type == FileType.Gif || codec.FrameCount > 1)
            return KeepFrames(bytes, type, target, codec);

        var isOpaque = codec.Info.AlphaType == SKAlphaType.Opaque;
        using var decoded = Decode(codec, isOpaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        if (decoded is null)
            return new Preparation.Refused(FileProblem.Damaged);
        using var upright = Upright(decoded, codec.EncodedOrigin);
        using var written = (upright ?? decoded).Encode(FormatOf(target), QualityOf(target, bytes));
        if (written is null)
            return new Preparation.Refused(FileProblem.TooManyPixels);
        var (width, height) = Size(codec);
        return new Preparation.Ready(new PreparedFile(target, written.ToArray(), width, height, Narrower(upright ?? decoded)));
    }

    /// <summary>
    /// What moves would stand still if it were written anew, and GIF cannot be written at all: what is no picture is cut out instead.
    /// </summary>
    private static Preparation KeepFrames(byte[] bytes, FileType type, FileType target, SKCodec codec)
    {
        if (type != target)
            return new Preparation.Refused(FileProblem.OtherType);
        using var first = Decode(codec, codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul);
        var clean = first is null ? null : type == FileType.Gif ? GifBlocks.WithoutMetadata(bytes) : WebpChunks.WithoutMetadata(bytes);
        if (clean is null)
            return new Preparation.Refused(FileProblem.Damaged);
        var variants = codec.FrameCount > 1 ? [] : Narrower(first!);
        return new Preparation.Ready(new PreparedFile(type, clean, codec.Info.Width, codec.Info.Height, variants));
    }

    private static (int Width, int Height) Size(SKCodec codec) =>
        IsOnItsSide(codec.EncodedOrigin) ? (codec.Info.Height, codec.Info.Width) : (codec.Info.Width, codec.Info.Height);

    /// <returns>In the colours that browsers take a picture without a profile for; null where it is damaged or cut off.</returns>
    private static SKBitmap? Decode(SKCodec codec, SKAlphaType alpha)
    {
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, alpha, SKColorSpace.CreateSrgb());
        var bitmap = new SKBitmap();
        if (bitmap.TryAllocPixels(info) && codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        return null;
    }

    /// <returns>Null where it is upright already.</returns>
    private static SKBitmap? Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft)
            return null;
        var (width, height) = IsOnItsSide(origin) ? (bitmap.Height, bitmap.Width) : (bitmap.Width, bitmap.Height);
        var alpha = bitmap.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var turned = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, alpha, SKColorSpace.CreateSrgb()));
        using var canvas = new SKCanvas(turned);
        canvas.Clear(SKColors.Transparent);
        canvas.SetMatrix(MatrixOf(origin, width, height));
        canvas.DrawBitmap(bitmap, 0, 0, Sampling);
        return turned;
    }

    /// <summary>As EXIF defines the eight ways to hold a camera; width and height are those of the upright picture.</summary>
    private static SKMatrix MatrixOf(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static bool IsOnItsSide(SKEncodedOrigin origin) =>
        origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    private static List<PreparedVariant> Narrower(SKBitmap bitmap)
    {
        var variants = new List<PreparedVariant>();
        var widths = Widths.Where(x => x <= bitmap.Width).ToList();
        if (widths.Count == 0)
            return variants;
        using var blended = bitmap.AlphaType == SKAlphaType.Unpremul ? Blended(bitmap) : null;
        // What cannot change any more is shared instead of copied.
        (blended ?? bitmap).SetImmutable();
        using var image = SKImage.FromBitmap(blended ?? bitmap);
        foreach (var width in widths)
        {
            var height = Math.Max(1, (int)Math.Round((decimal)bitmap.Height * width / bitmap.Width));
            using var narrow = new SKBitmap(image.Info.WithSize(width, height));
            // A WebP picture has at most 16,383 pixels of height.
            if (image.ScalePixels(narrow.PeekPixels(), Sampling)
                && narrow.Encode(SKEncodedImageFormat.Webp, VariantQuality) is { } data)
            {
                using (data)
                    variants.Add(new PreparedVariant(width, data.ToArray()));
            }
        }

        return variants;
    }

    /// <summary>Scaling mixes neighbours, which is only right where colours are weighted by how opaque they are.</summary>
    private static SKBitmap Blended(SKBitmap bitmap)
    {
        var blended = new SKBitmap(bitmap.Info.WithAlphaType(SKAlphaType.Premul));
        using var pixels = bitmap.PeekPixels();
        pixels.ReadPixels(blended.Info, blended.GetPixels(), blended.RowBytes);
        return blended;
    }

    private static SKEncodedImageFormat FormatOf(FileType type) => type.ContentType switch
    {
        "image/png" => SKEncodedImageFormat.Png,
        "image/jpeg" => SKEncodedImageFormat.Jpeg,
        "image/webp" => SKEncodedImageFormat.Webp,
        "image/gif" => SKEncodedImageFormat.Gif,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.ContentType, message: null),
    };

    private static int QualityOf(FileType target, byte[] source) =>
        target == FileType.Jpeg ? JpegQuality : target == FileType.Webp && !WebpChunks.IsLossless(source) ? WebpQuality : Lossless;
}
