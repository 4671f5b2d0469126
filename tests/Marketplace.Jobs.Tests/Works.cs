using System.Collections.Concurrent;

namespace Marketplace.Jobs.Tests;

/// <summary>What the jobs of a test do, and what they did.</summary>
internal sealed class Works
{
    private int _running;

    public ConcurrentQueue<string> Done { get; } = new();

    public int MostAtOnce { get; private set; }

    /// <summary>Called with the tenant, the payload and how many runs came before.</summary>
    public Func<string, int, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called with what is done: it is not done before this ends.</summary>
    public Func<string, Task> Holds { get; set; } = _ => Task.CompletedTask;

    public int Runs { get; private set; }

    public async Task RunAsync(string what)
    {
        int before;
        lock (Done)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
            before = Runs++;
        }

        try
        {
            await Work(what, before);
            await Holds(what);
            Done.Enqueue(what);
        }
        finally
        {
            lock (Done)
                _running--;
        }
    }
}

internal sealed record Note(string Text);

internal sealed class NoteJob(Works works, ITenant tenant) : IJob<Note>
{
    public Task ExecuteAsync(Note payload, CancellationToken cancellationToken) => works.RunAsync($"{tenant.Name}:{payload.Text}");
}

[BackgroundTask(Title = "Count", Schedule = "30 4 * * 1", Retries = 2)]
internal sealed class CountTask(Works works, ITenant tenant) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => works.RunAsync(tenant.Name);
}

[BackgroundTask(Title = "Sleepy", Schedule = "*/5 * * * *", WakesTenant = false)]
internal sealed class SleepyTask(Works works, ITenant tenant) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => works.RunAsync("sleepy " + tenant.Name);
}

[BackgroundTask(Title = "Daily", Schedule = "0 3 * * *")]
internal sealed class DailyTask(Works works, ITenant tenant) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => works.RunAsync("daily " + tenant.Name);
}
