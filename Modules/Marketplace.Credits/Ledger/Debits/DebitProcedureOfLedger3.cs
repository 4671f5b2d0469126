namespace Marketplace.Credits;

/// <summary>
/// The debit procedure as <see cref="LedgerTables"/> creates it on the way to its version 3; frozen, as every text that a migration ran. It refuses also where
/// lots of the account are past their end: <see cref="PostTransaction"/> takes those away first and asks again.
/// </summary>
internal static class DebitProcedureOfLedger3
{
    public const string Text =
        """
        create or replace function ledger_debit(
          debited_owner text, debited_asset text, debit bigint, new_id text, new_key text, new_hash text, new_type text, new_description text,
          new_metadata text, at timestamptz, system_id text, event_id text, event_name text, event_payload text)
        returns setof ledger_accounts language plpgsql as
        $body$
        declare
          account ledger_accounts;
          lot record;
          undrawn bigint := debit;
          part bigint;
        begin
          select * into account from ledger_accounts
            where kind = 'customer' and owner = debited_owner and asset = debited_asset for update;
          if not found or account.posted - account.held < debit then
            return;
          end if;
          perform 1 from ledger_lots where account_id = account.id and is_open
            and burn_order < to_char(timezone('UTC', at), 'YYYYMMDDHH24MISS') || '2' and expires_at <= at limit 1;
          if found then
            return;
          end if;

          insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, created_at)
            values (new_id, new_key, new_hash, new_type, new_description, new_metadata, at)
            on conflict (idempotency_key) do nothing;
          if not found then
            return;
          end if;

          update ledger_accounts set posted = posted - debit, version = version + 1 where id = account.id returning * into account;
          insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at)
            values (account.id, account.version, new_id, new_type, -debit, account.posted + debit, account.posted, at);
          insert into ledger_system_entries (account_id, transaction_id, amount) values (system_id, new_id, debit);

          for lot in select id, remaining from ledger_lots where account_id = account.id and is_open order by burn_order loop
            part := least(undrawn, lot.remaining);
            update ledger_lots set remaining = remaining - part, is_open = remaining > part where id = lot.id;
            insert into ledger_lot_movements (source_id, lot_id, amount) values (new_id, lot.id, -part);
            undrawn := undrawn - part;
            exit when undrawn = 0;
          end loop;
          if undrawn <> 0 then
            raise exception 'The lots of account % do not hold what the ledger says; nothing was changed.', account.id;
          end if;

          insert into outbox (id, event, payload, created_at, next_attempt_at, attempts, handled_by)
            values (event_id, event_name, event_payload, at, at, 0, '');
          return next account;
        end
        $body$;
        """;
}
