namespace Marketplace.Data;

public static class DatabaseExtensions
{
    private const int MaxAttempts = 5;

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and commits. Deadlocks and serialization failures are tried again, up to five times,
    /// so the work must take its idempotency keys from outside.
    /// </summary>
    public static async Task<T> InTransactionAsync<T>(this IDatabase database, Func<UnitOfWork, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await database.BeginAsync(cancellationToken);
                var result = await work(transaction);
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
