using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Scheduling;

/// <summary>The right to work on a SQLite store: one process has it, and the next one gets it when that ends, however it ends.</summary>
internal static class SoleProcess
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public static async Task<FileStream?> AcquireAsync(JobStoreLocation location, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        if (location.SqlitePath is null)
            return null;
        var path = location.SqlitePath + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (var told = false; ; told = true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e)
            {
                if (!told)
                    logger.LogWarning("Another process works on the jobs in {Store}; this one takes over when that ends ({Reason})", location.SqlitePath, e.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
