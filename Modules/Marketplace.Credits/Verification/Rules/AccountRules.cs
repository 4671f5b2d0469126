using Marketplace.Credits.Verification.Walk;

namespace Marketplace.Credits.Verification.Rules;

[StoredName("EntriesBelongToAccounts")]
internal sealed class EntriesBelongToAccounts : SqlRule
{
    public override string Title => "Every entry belongs to an account";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Accounts;

    protected override string Sql(KeyRange range) =>
        $"""
         select e.account_id || '/' || e.version as place, 'an account' as expected, 'none' as found
         from ledger_entries e left join ledger_accounts a on a.id = e.account_id
         where {range.Of("e.account_id")} and a.id is null
         order by e.account_id, e.version limit 1
         """;
}

[StoredName("EntriesAreNumberedWithoutGap")]
internal sealed class EntriesAreNumberedWithoutGap : SqlRule
{
    public override string Title => "The entries of an account are numbered without a gap";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Accounts;

    protected override string Sql(KeyRange range) =>
        $"""
         select account_id || '/' || version as place, expected, found from (
           select e.account_id, e.version - 1 as version, 'an entry' as expected, 'none' as found
           from ledger_entries e left join ledger_entries p on p.account_id = e.account_id and p.version = e.version - 1
           where {range.Of("e.account_id")} and e.version > 1 and p.version is null
           union all
           select a.id, a.version, 'an entry', 'none'
           from ledger_accounts a left join ledger_entries e on e.account_id = a.id and e.version = a.version
           where {range.Of("a.id")} and a.version <> 0 and e.version is null
           union all
           select e.account_id, e.version, 'none', 'an entry'
           from ledger_entries e join ledger_accounts a on a.id = e.account_id
           where {range.Of("e.account_id")} and (e.version > a.version or e.version < 1)) as differing
         order by account_id, version limit 1
         """;
}

[StoredName("EntriesStartWhereTheLastEnded")]
internal sealed class EntriesStartWhereTheLastEnded : SqlRule
{
    public override string Title => "Every entry starts where the one before it ended";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Accounts;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select e.account_id || '/' || e.version as place, cast(coalesce(p.balance_after, 0) as text) as expected,
         cast(e.balance_before as text) as found
         from ledger_entries e left join ledger_entries p on p.account_id = e.account_id and p.version = e.version - 1
         where {range.Of("e.account_id")} and (e.version = 1 or p.version is not null) and e.balance_before <> coalesce(p.balance_after, 0)
         order by e.account_id, e.version limit 1
         """;
}

[StoredName("EntriesEndWhereTheirAmountLeads")]
internal sealed class EntriesEndWhereTheirAmountLeads : SqlRule
{
    public override string Title => "Every entry ends at its start plus its amount";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Accounts;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select e.account_id || '/' || e.version as place,
           cast(cast(e.balance_before as numeric) + e.amount as text) as expected, cast(e.balance_after as text) as found
         from ledger_entries e
         where {range.Of("e.account_id")} and cast(e.balance_before as numeric) + e.amount <> e.balance_after
         order by e.account_id, e.version limit 1
         """;
}

[StoredName("BalancesAreSumsOfEntries")]
internal sealed class BalancesAreSumsOfEntries : SqlRule
{
    public override string Title => "Every balance is the sum of its entries";

    public override string Remedy => Remedies.Compensate;

    public override LedgerWalk Walk => LedgerWalk.Accounts;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select a.id as place, cast(coalesce(sum(e.amount), 0) as text) as expected, cast(a.posted as text) as found
         from ledger_accounts a left join ledger_entries e on e.account_id = a.id
         where {range.Of("a.id")}
         group by a.id, a.posted having a.posted <> coalesce(sum(e.amount), 0)
         order by a.id limit 1
         """;
}

[StoredName("HeldIsTheSumOfOpenHolds")]
internal sealed class HeldIsTheSumOfOpenHolds : SqlRule
{
    public override string Title => "What is reserved is the sum of the open holds";

    public override string Remedy => Remedies.Release;

    public override LedgerWalk Walk => LedgerWalk.Accounts;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select a.id as place, cast(coalesce(sum(h.amount), 0) as text) as expected, cast(a.held as text) as found
         from ledger_accounts a left join ledger_holds h on h.account_id = a.id and h.status = 'open'
         where {range.Of("a.id")}
         group by a.id, a.held having a.held <> coalesce(sum(h.amount), 0)
         order by a.id limit 1
         """;
}

[StoredName("OpenLotsAreWhatCanBeSpent")]
internal sealed class OpenLotsAreWhatCanBeSpent : SqlRule
{
    public override string Title => "The open lots of an account sum up to what can be spent";

    public override string Remedy => Remedies.Compensate;

    public override LedgerWalk Walk => LedgerWalk.Accounts;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select a.id as place,
           cast(case when a.posted > a.held then a.posted - a.held else 0 end as text) as expected, cast(coalesce(sum(l.remaining),
           0) as text) as found
         from ledger_accounts a left join ledger_lots l on l.account_id = a.id and l.is_open
         where {range.Of("a.id")} and a.kind = 'customer'
         group by a.id, a.posted, a.held
         having coalesce(sum(l.remaining), 0) <> case when a.posted > a.held then a.posted - a.held else 0 end
         order by a.id limit 1
         """;
}

[StoredName("DebtComesFromReversals")]
internal sealed class DebtComesFromReversals : SqlRule
{
    public override string Title => "Only what was taken back leaves debt";

    public override string Remedy => Remedies.Compensate;

    public override LedgerWalk Walk => LedgerWalk.Accounts;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select a.id as place, '0' as expected, cast(a.posted - a.held as text) as found
         from ledger_accounts a
         where {range.Of("a.id")} and a.kind = 'customer' and a.posted < a.held and not exists (
           select 1 from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
           where e.account_id = a.id and e.amount < 0 and t.reverses_id is not null)
         order by a.id limit 1
         """;
}
