using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Verification.Walk;

namespace Marketplace.Credits.Verification.Rules;

[StoredName("TransactionsSumToZero")]
internal sealed class TransactionsSumToZero : SqlRule
{
    public override string Title => "The entries of every transaction sum up to zero";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Transactions;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select transaction_id as place, '0' as expected, cast(sum(amount) as text) as found from (
           select transaction_id, amount from ledger_entries where {range.Of("transaction_id")}
           union all
           select transaction_id, amount from ({range.SystemEntries}) as s) as entries
         group by transaction_id having sum(amount) <> 0
         order by transaction_id limit 1
         """;
}

[StoredName("TransactionsHaveEntries")]
internal sealed class TransactionsHaveEntries : SqlRule
{
    public override string Title => "Every transaction has at least two entries";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Transactions;

    protected override string Sql(KeyRange range) =>
        $"""
         select id as place, '2' as expected, cast(sum(entries) as text) as found from (
           select id, 1 as transactions, 0 as entries from ledger_transactions where {range.Of("id")}
           union all
           select transaction_id, 0, 1 from ledger_entries where {range.Of("transaction_id")}
           union all
           select transaction_id, 0, 1 from ({range.SystemEntries}) as s) as counted
         group by id having sum(transactions) = 1 and sum(entries) < 2
         order by id limit 1
         """;
}

[StoredName("EntriesMatchTheirTransaction")]
internal sealed class EntriesMatchTheirTransaction : SqlRule
{
    public override string Title => "Every entry belongs to a transaction of its type";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Transactions;

    protected override string Sql(KeyRange range) =>
        $"""
         select e.account_id || '/' || e.version as place, coalesce(t.type, 'a transaction') as expected, case when t.id is null then 'none'
         else e.type end as found
         from ledger_entries e left join ledger_transactions t on t.id = e.transaction_id
         where {range.Of("e.transaction_id")} and (t.id is null or t.type <> e.type)
         order by e.transaction_id, e.account_id, e.version limit 1
         """;
}

[StoredName("SystemEntriesBelongToTransactions")]
internal sealed class SystemEntriesBelongToTransactions : SqlRule
{
    public override string Title => "Every entry of the marketplace's own accounts belongs to a transaction";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Transactions;

    protected override string Sql(KeyRange range) =>
        $"""
         select s.account_id || '/' || s.transaction_id as place, 'a transaction' as expected, 'none' as found
         from ({range.SystemEntries}) as s left join ledger_transactions t on t.id = s.transaction_id
         where t.id is null
         order by s.transaction_id, s.account_id limit 1
         """;
}

[StoredName("TransactionsStayInOneAsset")]
internal sealed class TransactionsStayInOneAsset : SqlRule
{
    public override string Title => "Every transaction moves one asset only";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Transactions;

    protected override string Sql(KeyRange range) =>
        $"""
         select e.transaction_id as place, a.asset as expected, s.account_id as found
         from ledger_entries e join ledger_accounts a on a.id = e.account_id
         join ({range.SystemEntries}) as s on s.transaction_id = e.transaction_id
         where {range.Of("e.transaction_id")}
           and case when a.asset = '{Assets.Credit}' then s.account_id like '%:%' else s.account_id not like '%:' || a.asset end
         order by e.transaction_id limit 1
         """;
}

[StoredName("ReversalsHaveTheirOriginal")]
internal sealed class ReversalsHaveTheirOriginal : SqlRule
{
    public override string Title => "Whatever was given or taken back reverses a transaction";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Transactions;

    protected override string Sql(KeyRange range) =>
        $"""
         select t.id as place, t.reverses_id as expected, 'none' as found
         from ledger_transactions t left join ledger_transactions o on o.id = t.reverses_id
         where {range.Of("t.id")} and t.reverses_id is not null and o.id is null
         order by t.id limit 1
         """;
}

[StoredName("NothingIsReversedTwice")]
internal sealed class NothingIsReversedTwice : SqlRule
{
    public override string Title => "No more is given or taken back than a transaction moved";

    public override string Remedy => Remedies.Compensate;

    public override LedgerWalk Walk => LedgerWalk.Transactions;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         with recursive chain(root, id, sign) as (
           select reverses_id, id, 1 from ledger_transactions where reverses_id is not null and {range.Of("reverses_id")}
           union all
           select c.root, t.id, -c.sign from chain c join ledger_transactions t on t.reverses_id = c.id)
         select c.root as place, cast(abs(o.amount) as text) as expected, cast(sum(c.sign * abs(e.amount)) as text) as found
         from chain c cross join ledger_entries e cross join ledger_entries o
         where e.transaction_id = c.id and o.transaction_id = c.root and o.account_id = e.account_id
         group by c.root, o.account_id, o.amount having sum(c.sign * abs(e.amount)) > abs(o.amount) or sum(c.sign * abs(e.amount)) < 0
         order by c.root, o.account_id limit 1
         """;
}
