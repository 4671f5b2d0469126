namespace Marketplace.Pdf;

/// <summary>
/// Documents of hundreds of pages. While one is written it takes many times the memory of its file, so a process writes one at a time.
/// </summary>
public static class LargeDocuments
{
    private static readonly SemaphoreSlim Turn = new(1);

    /// <param name="write">Begins when no other large document is being written.</param>
    public static async Task<byte[]> WriteAsync(Func<Task<byte[]>> write, CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            return await write();
        }
        finally
        {
            Turn.Release();
        }
    }
}
