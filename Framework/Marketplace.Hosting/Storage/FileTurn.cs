namespace Marketplace.Hosting.Storage;

/// <summary>
/// Work on files that one process does at a time: who holds a file open for itself alone has the turn, and the system takes it from a
/// process that ends.
/// </summary>
internal static class FileTurn
{
    /// <summary>Together 30 seconds; copying the samples takes far less.</summary>
    private const int Tries = 600;

    private const int SharingViolation = 32;
    private const int LinuxWouldBlock = 11;
    private const int BsdWouldBlock = 35;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="file">Is there while somebody has the turn.</param>
    /// <param name="work">Finds out for itself whether it is done already: whoever waited gets the turn too.</param>
    /// <exception cref="IOException">The file cannot be made, or another process did not give it back in time.</exception>
    public static async Task TakeAsync(string file, Action work, CancellationToken cancellationToken)
    {
        await using var turn = await OpenAsync(file, cancellationToken);
        work();
    }

    /// <summary>Only this is worth waiting for. The file itself may be gone by now, because whoever held it is done.</summary>
    private static bool IsHeld(IOException e) => OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is SharingViolation
        : e.HResult == (OperatingSystem.IsLinux() ? LinuxWouldBlock : BsdWouldBlock);

    private static async Task<FileStream> OpenAsync(string file, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(file, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    Options = FileOptions.DeleteOnClose,
                });
            }
            catch (IOException e) when (attempt < Tries && IsHeld(e))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
