namespace Marketplace.Orders.Tests.Support;

internal static class Race
{
    /// <summary>Starts all at the same moment, each on a thread of its own.</summary>
    public static async Task<IReadOnlyList<T>> RunAsync<T>(int count, Func<int, Task<T>> contender)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Enumerable.Range(0, count).Select(index => Task.Run(async () =>
        {
            await start.Task;
            return await contender(index);
        })).ToList();
        start.SetResult();
        return await Task.WhenAll(running);
    }
}
