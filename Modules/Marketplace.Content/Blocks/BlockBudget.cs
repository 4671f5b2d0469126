namespace Marketplace.Content.Blocks;

/// <summary>What the blocks of one page may cost, those in snippets included.</summary>
internal sealed class BlockBudget : IDisposable
{
    public const int MostBlocks = 200;

    /// <summary>Snippets in snippets.</summary>
    public const int DeepestSnippet = 5;

    public static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _both;
    private int _blocks;

    public BlockBudget(TimeProvider time, CancellationToken cancellationToken)
    {
        _time = new CancellationTokenSource(Time, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, cancellationToken);
    }

    public CancellationToken Token => _both.Token;

    /// <summary>The time is over.</summary>
    public bool IsSpent => _time.IsCancellationRequested;

    /// <returns>Whether one more may be shown.</returns>
    public bool Take() => ++_blocks <= MostBlocks;

    public void Dispose()
    {
        _both.Dispose();
        _time.Dispose();
    }
}
