using System.Runtime.CompilerServices;
using Marketplace.Data;

namespace Marketplace.Credits.Verification.Walk;

/// <summary>
/// How a rule goes through the ledger: along the ids of one table, in bounded ranges, so that no statement runs long and progress shows.
/// </summary>
/// <param name="Name">What is counted, in the plural.</param>
/// <param name="Table">Null: one statement over everything, for what no index lets go through in parts.</param>
public sealed record LedgerWalk(string Name, string? Table, int Size)
{
    public static readonly LedgerWalk Accounts = new("accounts", "ledger_accounts", 1000);
    public static readonly LedgerWalk Transactions = new("transactions", "ledger_transactions", 2000);
    public static readonly LedgerWalk Holds = new("holds", "ledger_holds", 2000);
    public static readonly LedgerWalk Lots = new("lots", "ledger_lots", 2000);
    public static readonly LedgerWalk Entries = new("entries", "ledger_entries", 500);
    public static readonly LedgerWalk Whole = new("whole tables", Table: null, 1);

    public async Task<long> CountAsync(IDatabase database, CancellationToken cancellationToken)
    {
        if (Table is null)
            return 1;
        await using var db = await database.OpenAsync(cancellationToken);
        db.StatementTimeout = KeyRange.Patience;
        return await db.ScalarAsync<long>($"select count(*) from {Table}", cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Ranges of ids that follow one another without a gap, from before the first id to beyond the last: rows whose own row of this table
    /// is missing lie in one of them, too.
    /// </summary>
    public async IAsyncEnumerable<KeyRange> RangesAsync(IDatabase database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cut = "";
        while (cut is not null)
        {
            var after = cut;
            await using var db = await database.OpenAsync(cancellationToken);
            cut = Table is null
                ? null
                : await db.QuerySingleOrDefaultAsync<string>(
                    $"select id from {Table} where id > @after order by id limit 1 offset @skip", new { after, skip = Size - 1 },
                    cancellationToken);
            yield return new KeyRange(after, cut, await SystemEntryAccounts.ReadAsync(db, cancellationToken), database.Dialect);
        }
    }
}

/// <param name="After">Exclusive; empty is before every id.</param>
/// <param name="UpTo">Inclusive; null is beyond every id.</param>
/// <param name="Systems">The accounts of <c>ledger_system_entries</c>, whose key begins with them.</param>
public sealed record KeyRange(string After, string? UpTo, IReadOnlyList<string> Systems, Dialect Dialect)
{
    /// <summary>For a statement over everything that a large ledger holds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The system entries of this range of transactions, to stand in parentheses.</summary>
    public string SystemEntries =>
        $"select transaction_id, account_id, amount from ledger_system_entries where {Dialect.In("account_id", "systems")} and "
        + $"{Of("transaction_id")}";

    public object Parameters => new { after = After, upTo = UpTo, systems = Systems };

    /// <summary>A condition that the column is in this range.</summary>
    public string Of(string column) => UpTo is null ? $"{column} > @after" : $"{column} > @after and {column} <= @upTo";
}
