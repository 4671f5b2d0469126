using Marketplace.AutoTopUp.Attempts;
using Marketplace.Data;

namespace Marketplace.AutoTopUp;

/// <summary>
/// What customers chose, what was tried for them, and what that cost per day and month. The index allows one open attempt per customer,
/// whatever two processes do at once.
/// </summary>
[StoredName("Marketplace.AutoTopUp.AutoTopUpTables")]
internal sealed class AutoTopUpTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table auto_topup_settings (
              user_id text primary key,
              enabled boolean not null,
              mode text not null,
              threshold_cents bigint not null check (threshold_cents > 0),
              amount_cents bigint not null check (amount_cents > 0),
              target_cents bigint not null check (target_cents > 0),
              runway_days integer not null check (runway_days > 0),
              payment_method_id text,
              daily_limit_cents bigint check (daily_limit_cents > 0),
              monthly_limit_cents bigint check (monthly_limit_cents > 0),
              consent_at timestamptz,
              consent_text text,
              consent_terms text,
              failures_in_row integer not null default 0,
              suspended_at timestamptz,
              suspended_reason text,
              suspended_methods text,
              cooldown_until timestamptz,
              created_at timestamptz not null,
              updated_at timestamptz not null);
            create table auto_topup_attempts (
              id text primary key,
              user_id text not null,
              source text not null,
              cause text not null,
              purchase text,
              status text not null,
              cents bigint not null check (cents > 0),
              amount bigint not null,
              threshold_cents bigint not null,
              methods text not null,
              place integer not null default 0,
              day text not null,
              month text not null,
              released boolean not null default false,
              debit_during boolean not null default false,
              claimed_until timestamptz,
              sent_at timestamptz,
              next_ask_at timestamptz,
              asked integer not null default 0,
              top_up_id text,
              payment_intent_id text,
              reason text,
              link_hash text unique,
              link_until timestamptz,
              created_at timestamptz not null,
              updated_at timestamptz not null,
              ended_at timestamptz,
              unique (user_id, source));
            create unique index auto_topup_attempts_open on auto_topup_attempts (user_id)
              where status in ('Reserved', 'Sending', 'Unknown', 'Processing', 'NeedsCustomer');
            create index auto_topup_attempts_user on auto_topup_attempts (user_id, id);
            create index auto_topup_attempts_created on auto_topup_attempts (created_at);
            create table auto_topup_spending (
              user_id text not null,
              period text not null,
              cents bigint not null check (cents >= 0),
              primary key (user_id, period));
            create table auto_topup_refused_methods (
              user_id text not null,
              payment_method_id text not null,
              face text not null,
              refused_at timestamptz not null,
              primary key (user_id, payment_method_id));
            """);
        return 1;
    }

    /// <summary>What its customer switched off while it was open is only looked for, also once they have switched on again.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table auto_topup_attempts add column switched_off boolean not null default false");
        await db.ExecuteAsync(
            $"update auto_topup_attempts set switched_off = @yes where {Attempt.IsOpenSql} and user_id in (select user_id from "
            + "auto_topup_settings where enabled = @no)",
            new { yes = true, no = false });
        return 2;
    }

    /// <summary>
    /// Settings that came over from an older system, and whether their customer was yet to be asked for a card and for consent.
    /// </summary>
    public async Task<int> UpdateFrom2Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table auto_topup_settings add column taken_over_at timestamptz");
        await db.ExecuteAsync("alter table auto_topup_settings add column asks_to_go_on boolean not null default false");
        return 3;
    }
}
