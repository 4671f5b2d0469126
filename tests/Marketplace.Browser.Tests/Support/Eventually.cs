namespace Marketplace.Browser.Tests.Support;

/// <summary>Asks until something is so, for what happens on the server while no page looks.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task BecomesAsync<T>(T expected, Func<Task<T>> ask)
    {
        var start = TimeProvider.System.GetTimestamp();
        var seen = await ask();
        while (!Equals(expected, seen) && TimeProvider.System.GetElapsedTime(start).TotalMilliseconds < Guest.Patience)
        {
            await Task.Delay(Pause);
            seen = await ask();
        }

        Assert.Equal(expected, seen);
    }
}
