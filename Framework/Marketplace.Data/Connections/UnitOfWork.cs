using System.Data.Common;
using Dapper;

namespace Marketplace.Data;

/// <summary>One write transaction. It is passed to everything that must happen together; whoever began it commits it.</summary>
public sealed class UnitOfWork : DbSession
{
    private readonly IDisposable? _writerTurn;
    private readonly List<Action> _committed = [];
    private bool _done;

    internal UnitOfWork(DbConnection connection, DbTransaction transaction, Dialect dialect, IDisposable? writerTurn)
        : base(connection, dialect)
    {
        Transaction = transaction;
        _writerTurn = writerTurn;
    }

    /// <returns>The number of rows written.</returns>
    public Task<int> ExecuteAsync(string sql, object? parameters = null, CancellationToken cancellationToken = default) =>
        Connection.ExecuteAsync(Command(sql, parameters, cancellationToken));

    /// <summary>Runs after the commit, never after a rollback. It must not throw or block: wake something, drop a cache entry.</summary>
    public void OnCommitted(Action action) => _committed.Add(action);

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        await Transaction!.CommitAsync(cancellationToken);
        _done = true;
        await ReleaseAsync();
        foreach (var action in _committed)
            action();
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_done)
        {
            _done = true;
            await ReleaseAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Disposing an open transaction rolls it back.</summary>
    private async ValueTask ReleaseAsync()
    {
        try
        {
            await Transaction!.DisposeAsync();
        }
        finally
        {
            try
            {
                await Connection.DisposeAsync();
            }
            finally
            {
                _writerTurn?.Dispose();
            }
        }
    }
}
