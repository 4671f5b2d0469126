using Marketplace.Data;

namespace Marketplace.Credits.Transfers;

/// <summary>What senders asked for under which key, and what they did on which day.</summary>
[StoredName("Marketplace.Credits.TransferTables")]
internal sealed class TransferTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table credit_transfers (
              sender_id text not null,
              idempotency_key text not null,
              asked_for text not null,
              recipient_id text not null,
              amount bigint not null check (amount > 0),
              note text not null,
              transaction_id text,
              balance_after bigint,
              created_at timestamptz not null,
              primary key (sender_id, idempotency_key));

            create table credit_transfer_days (
              user_id text not null,
              day text not null,
              sent bigint not null check (sent >= 0),
              unknown_recipients integer not null,
              primary key (user_id, day));
            """);
        return 1;
    }
}
