namespace Marketplace.Data;

public static class DatabaseExtensions
{
    private const int MaxAttempts = 5;

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and commits. Deadlocks and serialization failures are tried again, up to five times,
    /// so the work must take its idempotency keys from outside.
    /// </summary>
    public static Task<T> InTransactionAsync<T>(
        this IDatabase database, Func<UnitOfWork, Task<T>> work, CancellationToken cancellationToken) =>
        database.InTransactionAsync(work, static _ => true, cancellationToken);

    /// <summary>
    /// As above, but rolls back when <paramref name="commitWhen"/> refuses the result, for work that may end in an expected refusal half
    /// way.
    /// </summary>
    public static async Task<T> InTransactionAsync<T>(
        this IDatabase database, Func<UnitOfWork, Task<T>> work, Func<T, bool> commitWhen, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await database.BeginAsync(cancellationToken);
                var result = await work(transaction);
                if (commitWhen(result))
                    await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (Exception e) when (attempt < MaxAttempts && database.Dialect.IsTransient(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20) * attempt), cancellationToken);
            }
        }
    }

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public static Task InTransactionAsync(this IDatabase database, Func<UnitOfWork, Task> work, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async transaction =>
            {
                await work(transaction);
                return true;
            },
            cancellationToken);
}
