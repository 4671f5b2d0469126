using Microsoft.Extensions.Logging;

namespace Marketplace.Credits.Ledger.Expiry;

/// <summary>
/// Works through what is due, each in a transaction of its own: one that cannot be done must not keep all others waiting.
/// </summary>
internal static class DueWork
{
    /// <param name="next">The next due ones behind the given one; behind null the first. Empty at the end.</param>
    /// <param name="expire">Whether it was done, or somebody else was faster.</param>
    /// <returns>How many were done.</returns>
    /// <exception cref="AggregateException">Some could not be done; the others were.</exception>
    public static async Task<int> RunAsync<T>(Func<T?, Task<IReadOnlyList<T>>> next, Func<T, Task<bool>> expire, ILogger logger)
        where T : class
    {
        var (done, last, failures) = (0, default(T), new List<Exception>());
        while (await next(last) is { Count: > 0 } batch)
        {
            foreach (var item in batch)
            {
                try
                {
                    done += await expire(item) ? 1 : 0;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    logger.LogError(e, "{Item} could not be expired", item);
                    failures.Add(e);
                }
            }

            last = batch[^1];
        }

        return failures.Count == 0 ? done : throw new AggregateException($"{failures.Count} could not be expired.", failures);
    }
}
