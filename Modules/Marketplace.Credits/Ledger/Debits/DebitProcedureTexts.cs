namespace Marketplace.Credits.Ledger.Debits;

/// <summary>
/// The procedure as each migration created it. A text is frozen: databases run it as it was applied, so a change is a new text beside
/// the old ones, run by a new migration. A test holds the hash of each.
/// </summary>
internal static class DebitProcedureTexts
{
    /// <summary>
    /// What <see cref="LedgerTables"/> runs on the way to its version 2. No row comes back, and none is written, where the key was used
    /// before or fewer credits are available.
    /// </summary>
    public const string OfLedger2 =
        """
        create or replace function ledger_debit(
          debited_owner text, debited_asset text, debit bigint, new_id text, new_key text, new_hash text, new_type text, new_description
        """
        + " text,\n"
        + """
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

        create or replace function ledger_debits(batch json)
        returns table (place integer, id text, owner text, asset text, posted bigint, held bigint, version bigint) language plpgsql as
        $body$
        declare
          item record;
        begin
          perform 1 from ledger_accounts a
            where a.kind = 'customer' and (a.owner, a.asset) in (select x.owner, x.asset from json_to_recordset(batch) as x(owner text,
        """
        + " asset text))\n"
        + """
            order by a.id for update;
          for item in select * from json_to_recordset(batch) as x(
            place integer, owner text, asset text, amount bigint, id text, key text, hash text, type text, description text, metadata text,
            at timestamptz, "systemId" text, "eventId" text, "eventName" text, "eventPayload" text) order by x.place
          loop
            return query select item.place, d.id, d.owner, d.asset, d.posted, d.held, d.version from ledger_debit(
              item.owner, item.asset, item.amount, item.id, item.key, item.hash, item.type, item.description, item.metadata,
              item.at, item."systemId", item."eventId", item."eventName", item."eventPayload") d;
          end loop;
        end
        $body$;
        """;

    /// <summary>
    /// What <see cref="LedgerTables"/> runs on the way to its version 3. It refuses also where lots of the account are past their end:
    /// <see cref="Postings.PostTransaction"/> takes those away first and asks again.
    /// </summary>
    public const string OfLedger3 =
        """
        create or replace function ledger_debit(
          debited_owner text, debited_asset text, debit bigint, new_id text, new_key text, new_hash text, new_type text, new_description
        """
        + " text,\n"
        + """
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

    /// <summary>
    /// What <see cref="LedgerTables"/> runs on the way to its version 4. A text that replaces a procedure loses this, so a later one says
    /// it again.
    /// </summary>
    public const string OfLedger4 =
        """
        alter function ledger_debit(text, text, bigint, text, text, text, text, text, text, timestamptz, text, text, text, text)
          set search_path from current;
        alter function ledger_debits(json) set search_path from current;
        """;
}
