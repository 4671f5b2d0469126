using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

[StoredName("Marketplace.Credits.CampaignMigrations")]
internal sealed class CampaignMigrations : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table campaigns (
              id text primary key,
              name text not null,
              lot_kind text not null check (lot_kind in ('Promotional', 'Bonus', 'Sponsored')),
              amount bigint not null check (amount > 0),
              credits_expire_at timestamptz,
              budget bigint not null check (budget > 0),
              audience text not null,
              state text not null check (state in ('Draft', 'Waiting', 'Running', 'Paused', 'Done', 'Cancelled')),
              run integer not null,
              recipients bigint not null,
              given bigint not null,
              failed bigint not null,
              created_by text not null,
              created_at timestamptz not null,
              started_by text,
              started_at timestamptz,
              approve_by timestamptz,
              approved_by text,
              run_started_at timestamptz,
              run_started_with bigint not null,
              finished_at timestamptz,
              check (given >= 0 and failed >= 0 and given + failed <= recipients),
              check (given <= budget / amount),
              check (approved_by is null or (approved_by <> created_by and approved_by <> started_by)));
            create index campaigns_waiting on campaigns (approve_by) where state = 'Waiting';

            create table campaign_recipients (
              campaign_id text not null,
              position bigint not null,
              user_id text not null,
              state text not null check (state in ('Waiting', 'Given', 'Failed')),
              transaction_id text,
              error text,
              done_at timestamptz,
              primary key (campaign_id, position),
              unique (campaign_id, user_id),
              check ((state = 'Given') = (transaction_id is not null)));
            create index campaign_recipients_waiting on campaign_recipients (campaign_id, position) where state = 'Waiting';
            """);
        return 1;
    }

    /// <summary>What waits of before has its second person in the common list of approvals now, under an id made of its own.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        var waiting =
            await db.QueryAsync<(string Id, string Name, CreditAmount Amount, long Recipients, string StartedBy, DateTimeOffset StartedAt,
                DateTimeOffset ApproveBy)>(
            "select id, name, amount, recipients, started_by, started_at, approve_by from campaigns where state = 'Waiting'");
        foreach (var row in waiting)
        {
            await db.ExecuteAsync(
                """
                insert into approvals (id, kind, record, state, what, reason, amount, beneficiary_ids, asked_by, asked_at, expires_at, link,
                payload)
                values (@approval, 'adjustments.campaign', @Id, 'Waiting', @what, @Name, @amount, '', @StartedBy, @StartedAt, @ApproveBy,
                @link, '')
                """,
                new
                {
                    approval = "apr" + row.Id[3..], row.Id,
                        what = $"Campaign {row.Name}: {row.Amount} for each of {row.Recipients} customers", row.Name,
                    amount = row.Amount * row.Recipients, row.StartedBy, row.StartedAt, row.ApproveBy,
                    link = "~/admin/credits/campaigns/" + row.Id,
                });
        }

        return 2;
    }

    /// <summary>Recipients who have to confirm their address first.</summary>
    public async Task<int> UpdateFrom2Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            alter table campaign_recipients add column unconfirmed boolean not null default false;
            drop index campaign_recipients_waiting;
            create index campaign_recipients_waiting on campaign_recipients (campaign_id, position) where state = 'Waiting'
            and not unconfirmed;
            create index campaign_recipients_unconfirmed on campaign_recipients (user_id, campaign_id) where unconfirmed;
            """);
        return 3;
    }
}
