using System.Reflection;
using Marketplace.Data;

namespace Marketplace.Testing;

/// <summary>
/// Lets a ledger fail in the middle of somebody's transaction. Put it before the ledger with <see cref="WatchedService.Watch"/>.
/// </summary>
public sealed class PostingFaults
{
    private int _left = int.MaxValue;

    /// <summary>While positive, postings are made and then lost to a crash: the worst moment.</summary>
    public int FailuresLeft { get; set; }

    /// <summary>While positive, the same happens to reversals.</summary>
    public int ReversalFailuresLeft { get; set; }

    /// <summary>The connection breaks after so many postings.</summary>
    public void DieAfter(int postings) => _left = postings;

    public void Before(MethodInfo method)
    {
        if (IsPosting(method) && Interlocked.Decrement(ref _left) < 0)
            throw new IOException("The connection is gone.");
    }

    public void After(MethodInfo method)
    {
        if ((IsPosting(method) && FailuresLeft-- > 0) || (Joins(method, "ReverseAsync") && ReversalFailuresLeft-- > 0))
            throw new InvalidOperationException("The process died here.");
    }

    private static bool IsPosting(MethodInfo method) => Joins(method, "PostAsync");

    /// <summary>Takes part in the caller's transaction.</summary>
    private static bool Joins(MethodInfo method, string name) =>
        method.Name == name && method.GetParameters()[0].ParameterType == typeof(UnitOfWork);
}
