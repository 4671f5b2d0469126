namespace Marketplace.Content.Exchange;

/// <param name="Path">Within the tree, with <c>/</c> between its parts, for example <c>en/docs/credits.md</c>.</param>
internal sealed record ExchangeFile(string Path, byte[] Content);

/// <summary>What is wrong with one file, or with all (an empty <paramref name="File"/>).</summary>
/// <param name="Sentence">For the person who brought the file.</param>
internal sealed record FileProblem(string File, string Sentence);

/// <summary>The files of a zip or folder, and what of it was not taken.</summary>
/// <param name="Ignored">Files that are neither texts nor media.</param>
internal sealed record FileTree(
    IReadOnlyList<ExchangeFile> Files, IReadOnlyList<string> Ignored, IReadOnlyList<FileProblem> Problems);

/// <summary>How much is taken at once: the whole tree is read before anything is written.</summary>
internal sealed record ExchangeLimits
{
    /// <summary>Of a zip as it is sent, in bytes.</summary>
    public const long LargestUpload = 64L * 1024 * 1024;

    /// <summary>Of all files together, unpacked, in bytes.</summary>
    public long LargestTree { get; init; } = 128L * 1024 * 1024;

    public int MostFiles { get; init; } = 5_000;

    /// <summary>Texts and pictures hardly shrink to less than a fiftieth.</summary>
    public int HighestRatio { get; init; } = 100;

    /// <summary>Files below this size, in bytes, may be as repetitive as they like.</summary>
    public long RatioCountsFrom { get; init; } = 1024 * 1024;

    /// <summary>Of one page, in bytes; how many characters it may have is a rule of the text itself.</summary>
    public long LargestPage { get; init; } = 4L * 1024 * 1024;

    /// <summary>Of one file below <c>media/</c>, in bytes.</summary>
    public long LargestMedia { get; init; } = 20L * 1024 * 1024;
}
