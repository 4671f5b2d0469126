using System.Diagnostics;

namespace Marketplace.Jobs.Tests;

internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Asks again and again until it is so.</summary>
    public static Task IsTrueAsync(Func<bool> condition, string what) => IsTrueAsync(() => Task.FromResult(condition()), what);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        for (var since = Stopwatch.StartNew(); !await condition(); await Task.Delay(10))
            Assert.True(since.Elapsed < Patience, $"It did not happen in {Patience}: {what}");
    }
}
