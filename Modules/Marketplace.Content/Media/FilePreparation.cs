namespace Marketplace.Content.Media;

/// <summary>Makes of what was sent what is kept. Pictures are worked on one at a time in the whole process: each may need 400 MB.</summary>
internal sealed class FilePreparation
{
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <param name="name">As it was sent.</param>
    /// <param name="instead">The type of the file whose place it takes; null: any.</param>
    public async Task<Preparation> PrepareAsync(byte[] bytes, string name, string? instead, CancellationToken cancellationToken)
    {
        if (bytes.Length == 0)
            return new Preparation.Refused(FileProblem.Empty);
        if (FileType.Of(bytes, name) is not { } type)
            return new Preparation.Refused(FileProblem.UnknownType);
        if (TargetOf(type, instead) is not { } target)
            return new Preparation.Refused(FileProblem.OtherType);
        if (!type.IsPicture)
            return new Preparation.Ready(new PreparedFile(type, bytes, 0, 0, []));
        await Turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () => type == FileType.Svg ? SvgCheck.Prepare(bytes) : Pictures.Prepare(bytes, type, target), cancellationToken);
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>What is written anew can be written as what its address says.</summary>
    private static FileType? TargetOf(FileType type, string? instead)
    {
        if (instead is null || instead == type.ContentType)
            return type;
        return type.IsRewritten ? new[] { FileType.Png, FileType.Jpeg, FileType.Webp }.FirstOrDefault(x => x.ContentType == instead) : null;
    }
}
