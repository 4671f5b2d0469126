namespace Marketplace.Payments.Reconciliation.Runs;

/// <summary>Writes down how far a run is when a step begins and once a second, however many objects it looks at.</summary>
internal sealed class RunPace(RunRows rows, string id, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private RunStep? _step;
    private DateTimeOffset _notedAt;

    public async Task NoteAsync(RunStep step, int done, int total, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (step == _step && done > 0 && now - _notedAt < Pause)
            return;
        (_step, _notedAt) = (step, now);
        await rows.ProgressAsync(id, step, done, total, cancellationToken);
    }
}
