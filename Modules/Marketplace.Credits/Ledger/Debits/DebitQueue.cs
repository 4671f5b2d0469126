using Marketplace.Credits.Ledger.Postings;

namespace Marketplace.Credits.Ledger.Debits;

/// <summary>
/// Debits that need no transaction with anything else. Those of one customer that arrive while another of theirs is being committed go
/// together into the next commit, so that a hot customer takes many per second; on SQLite, which has one writer, everybody's do. Each is as
/// if it were alone: a refused or failing one changes nothing for the others.
/// </summary>
internal sealed class DebitQueue(PostDebits postDebits)
{
    private const int LargestBatch = 32;

    private readonly Lock _gate = new();

    /// <summary>Who waits, for each lane that somebody works on.</summary>
    private readonly Dictionary<string, Queue<Waiting>> _lanes = new(StringComparer.Ordinal);

    public async Task<PostResult> ExecuteAsync(CheckedPosting debit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var lane = postDebits.LaneOf(debit.Posting);
        if (Join(lane, debit, cancellationToken) is { } waiting)
            return await waiting.Answer.Task.WaitAsync(cancellationToken);
        try
        {
            return (await postDebits.ExecuteAsync([debit], cancellationToken))[0].Result!;
        }
        finally
        {
            _ = GoOnAsync(lane);
        }
    }

    /// <returns>Null when nobody works on the lane: the caller must.</returns>
    private Waiting? Join(string lane, CheckedPosting debit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_lanes.TryGetValue(lane, out var queue))
            {
                var waiting = new Waiting(debit, cancellationToken);
                queue.Enqueue(waiting);
                return waiting;
            }

            _lanes.Add(lane, []);
            return null;
        }
    }

    /// <summary>Serves who waits, off the path of whoever came first, until nobody does.</summary>
    private async Task GoOnAsync(string lane)
    {
        // Without a pause a database that never waits would keep the first caller until nobody is left.
        await Task.Yield();
        while (Take(lane) is { Count: > 0 } batch)
        {
            try
            {
                var answers = await postDebits.ExecuteAsync([.. batch.Select(x => x.Debit)], CancellationToken.None);
                for (var i = 0; i < batch.Count; i++)
                    batch[i].Tell(answers[i]);
            }
            catch (Exception e)
            {
                foreach (var waiting in batch)
                    waiting.Answer.TrySetException(e);
            }
        }
    }

    /// <summary>The next batch; an empty one leaves the lane.</summary>
    private List<Waiting> Take(string lane)
    {
        lock (_gate)
        {
            var queue = _lanes[lane];
            var batch = new List<Waiting>(Math.Min(LargestBatch, queue.Count));
            while (batch.Count < LargestBatch && queue.TryDequeue(out var waiting))
            {
                // Whoever gave up while waiting is not charged.
                if (!waiting.GivenUp.IsCancellationRequested)
                    batch.Add(waiting);
            }

            if (batch.Count == 0)
                _lanes.Remove(lane);
            return batch;
        }
    }

    private sealed record Waiting(CheckedPosting Debit, CancellationToken GivenUp)
    {
        public TaskCompletionSource<PostResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Tell(DebitAnswer answer)
        {
            if (answer.Failure is { } failure)
                Answer.TrySetException(failure);
            else
                Answer.TrySetResult(answer.Result!);
        }
    }
}
