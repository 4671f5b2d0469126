namespace Marketplace.Testing;

/// <summary>Starts many at the same moment, each on a thread and thereby a connection of its own.</summary>
public static class Race
{
    public static async Task<IReadOnlyList<T>> RunAsync<T>(IEnumerable<Func<Task<T>>> contenders)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = contenders.Select(contender => Task.Run(async () =>
        {
            await start.Task;
            return await contender();
        })).ToList();
        start.SetResult();
        return await Task.WhenAll(running);
    }
}
