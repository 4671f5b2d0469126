namespace Marketplace.Content.Media;

/// <summary>A file as it will be kept: checked, without metadata, with its narrower pictures.</summary>
/// <param name="Width">In pixels; 0 for what is no picture, or one without a size.</param>
internal sealed record PreparedFile(FileType Type, byte[] Bytes, int Width, int Height, IReadOnlyList<PreparedVariant> Variants);

/// <param name="Bytes">WebP.</param>
internal sealed record PreparedVariant(int Width, byte[] Bytes);

/// <summary>Why a file is not kept. <see cref="MediaSentences"/> says it in words.</summary>
internal enum FileProblem
{
    Empty = 0,
    TooLarge = 1,
    UnknownType = 2,
    Damaged = 3,
    TooManyPixels = 4,
    AnimatedPng = 5,
    SvgDoesMore = 6,
    OtherType = 7,
    BadFolder = 8,
    TooMany = 9,
}

/// <summary>What became of preparing a file.</summary>
internal abstract record Preparation
{
    private Preparation()
    {
    }

    public sealed record Ready(PreparedFile File) : Preparation;

    public sealed record Refused(FileProblem Problem) : Preparation;
}
