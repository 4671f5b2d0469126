namespace Marketplace.Credits.Ledger.Entries;

internal static class ReversalChain
{
    /// <summary>
    /// The transaction and, below it, its reversals, theirs, and so on: each undoes what the one above it did. Join it by <c>cross
    /// join</c>, whose order SQLite keeps: it is short, and what it is joined to is not.
    /// </summary>
    public const string Sql =
        """
        with recursive chain(id, sign) as (
          select cast(@transactionId as text), -1
          union all
          select t.id, -c.sign from ledger_transactions t join chain c on t.reverses_id = c.id)
        """;
}
