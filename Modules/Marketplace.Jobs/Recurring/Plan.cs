namespace Marketplace.Jobs.Recurring;

/// <summary>A task that is due.</summary>
/// <param name="At">Since when.</param>
/// <param name="Now">What the tenant's clock said.</param>
internal sealed record DueTask(RecurringTask Task, DateTimeOffset At, DateTimeOffset Now);

/// <summary>When the tasks of a tenant that is awake are due next.</summary>
internal sealed class Plan
{
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, (RecurringTask Task, DateTimeOffset? Next)> _tasks;
    private DateTimeOffset _looked;

    /// <param name="before">What holds until now: tasks whose schedule stays the same keep their time.</param>
    public Plan(IReadOnlyList<RecurringTask> tasks, TimeProvider clock, Plan? before)
    {
        _clock = clock;
        _looked = clock.GetUtcNow();
        _tasks = tasks.ToDictionary(x => x.Type, x => (x, Earlier(before?.NextOf(x), x.NextAfter(_looked))), StringComparer.Ordinal);
    }

    public DateTimeOffset? NextOf(string type)
    {
        lock (_tasks)
            return _tasks.TryGetValue(type, out var task) ? task.Next : null;
    }

    /// <summary>
    /// What is due, once however often it was missed: for the last time that it was due, which is the same for every process.
    /// </summary>
    public IReadOnlyList<DueTask> TakeDue()
    {
        lock (_tasks)
        {
            var now = _clock.GetUtcNow();
            // The clock was moved back, and what was planned lies too far ahead.
            if (now < _looked)
                PlanAnew(now);
            _looked = now;
            List<DueTask> due =
                [.. _tasks.Values.Where(x => x.Next <= now).Select(x => new DueTask(x.Task, x.Task.LastDue(x.Next!.Value, now), now))];
            foreach (var (task, _, _) in due)
                _tasks[task.Type] = (task, task.NextAfter(now));
            return due;
        }
    }

    private void PlanAnew(DateTimeOffset now)
    {
        foreach (var (task, next) in _tasks.Values.ToList())
            _tasks[task.Type] = (task, Earlier(next, task.NextAfter(now)));
    }

    private DateTimeOffset? NextOf(RecurringTask task)
    {
        lock (_tasks)
            return _tasks.TryGetValue(task.Type, out var old) && old.Task.Schedule == task.Schedule ? old.Next : null;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other;
}
