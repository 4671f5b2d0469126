using System.Diagnostics;

namespace Marketplace.Testing;

/// <summary>
/// Asks again and again until something is so, for what other threads and processes do in their own time. The limit is for what never
/// comes: a machine that does other work too is slow.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="what">What was waited for, for whoever reads the failure.</param>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static Task IsTrueAsync(Func<bool> condition, string what) => IsTrueAsync(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="IsTrueAsync(Func{bool}, string)"/>
    public static Task IsTrueAsync(Func<Task<bool>> condition, string what) => BecomesAsync(condition, x => x, _ => what);

    /// <returns>The first answer that is as it should be.</returns>
    /// <param name="what">What was waited for, of the last answer.</param>
    /// <exception cref="TimeoutException">None was.</exception>
    public static async Task<T> BecomesAsync<T>(Func<Task<T>> ask, Func<T, bool> isSo, Func<T, string> what)
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(Pause))
        {
            var answer = await ask();
            if (isSo(answer))
                return answer;
            if (since.Elapsed > Patience)
                throw new TimeoutException($"It did not happen in {Patience}: {what(answer)}");
        }
    }
}
