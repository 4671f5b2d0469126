using System.Text.Json;
using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>
/// A debit as one round trip, for databases whose queries may write: the commonest action of all. The first statement waits for the account's
/// lock; the second sees everything committed until then, and writes what <see cref="WriteTransaction"/> writes. Where the account lacks
/// credits or the key is taken it writes nothing.
/// </summary>
internal sealed class DebitInOneCall(IOutbox outbox)
{
    private const string Lock = $"select id from ledger_accounts where {AccountRows.OfCustomer} for update";

    private static readonly string Debit =
        $"""
         with claimed as (
           insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, created_at)
           select @id, @key, @hash, @type, @description, @metadata, @now
           from ledger_accounts where {AccountRows.OfCustomer} and posted - held >= @amount
           on conflict (idempotency_key) do nothing
           returning id
         ), account as (
           update ledger_accounts set posted = posted - @amount, version = version + 1
           where {AccountRows.OfCustomer} and posted - held >= @amount and exists (select 1 from claimed)
           returning {AccountRows.Columns}
         ), entry as (
           insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at)
           select id, version, @id, @type, -@amount, posted + @amount, posted, @now from account
         ), opposite as (
           insert into ledger_system_entries (account_id, transaction_id, amount) select @systemId, @id, @amount from account
         ), parts as (
           select id, cast(least(remaining, @amount - before) as bigint) as amount
           from (
             select l.id, l.remaining, sum(l.remaining) over (order by l.burn_order) - l.remaining as before
             from ledger_lots l join account a on a.id = l.account_id where l.is_open) as lots
           where before < @amount
         ), drawn as (
           update ledger_lots l set remaining = l.remaining - p.amount, is_open = l.remaining > p.amount from parts p where p.id = l.id
         ), moved as (
           insert into ledger_lot_movements (source_id, lot_id, amount) select @id, id, -amount from parts
         ), told as (
           {OutboxRow.InsertFrom("account")}
         )
         select {AccountRows.Columns} from account
         """;

    /// <returns>The account afterwards, or null when the key was used before or fewer credits are available.</returns>
    public Task<AccountRow?> ExecuteAsync(UnitOfWork db, Posting posting, TransactionRow row, CancellationToken cancellationToken)
    {
        var told = outbox.Prepare(db, new WalletChanged(posting.UserId, posting.Asset, row.Id));
        return db.QuerySecondAsync<AccountRow>(
            Lock,
            Debit,
            new
            {
                userId = posting.UserId,
                asset = posting.Asset,
                amount = -posting.Amount,
                id = row.Id,
                key = row.IdempotencyKey,
                hash = row.RequestHash,
                type = row.Type.ToString(),
                description = row.Description,
                metadata = JsonSerializer.Serialize(row.Metadata),
                now = row.CreatedAt,
                systemId = posting.Counterpart.Id(posting.Asset),
                eventId = told.Id,
                eventName = told.Name,
                eventPayload = told.Payload,
                eventAt = told.At,
            },
            cancellationToken);
    }
}
