using Marketplace.Data;

namespace Marketplace.Notifications.Notices;

[StoredName("Marketplace.Notifications.NoticeTables")]
internal sealed class NoticeTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table notices (
              id text primary key,
              kind text not null,
              category text not null,
              user_id text not null,
              event_id text not null,
              subject text not null,
              html text not null,
              link text,
              link_text text,
              in_app boolean not null,
              created_at timestamptz not null,
              read_at timestamptz,
              unique (event_id, user_id));
            create index notices_of_user on notices (user_id, id) where in_app;
            create index notices_unread on notices (user_id, id) where in_app and read_at is null;
            create table notice_deliveries (
              id text primary key,
              notice_id text not null references notices (id),
              event_id text not null,
              user_id text not null,
              channel text not null,
              state text not null,
              attempts integer not null,
              claimed_until timestamptz,
              address text,
              error text,
              created_at timestamptz not null,
              done_at timestamptz,
              unique (event_id, user_id, channel));
            create index notice_deliveries_by_state on notice_deliveries (state, id);
            create index notice_deliveries_of_user on notice_deliveries (user_id, id);
            create index notice_deliveries_of_notice on notice_deliveries (notice_id);
            create table notice_templates (
              kind text primary key,
              subject text not null,
              body text not null,
              version integer not null,
              updated_at timestamptz not null,
              updated_by text not null);
            create table notice_preferences (
              user_id text not null,
              category text not null,
              channel text not null,
              enabled boolean not null,
              changed_at timestamptz not null,
              primary key (user_id, category, channel));
            """);
        return 1;
    }

    /// <summary>
    /// Links to "confirm with your bank" held a secret that was good once. They end in the id of what they are about instead, which the
    /// event's id begins with: that is enough for its owner, signed in, and nothing to anybody else.
    /// </summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        const string Page = "~/auto-topup/confirm/";
        var rows = await db.QueryAsync<(string Id, string EventId)>(
            "select id, event_id from notices where link like @pattern", new { pattern = Page + "%" });
        foreach (var (id, eventId) in rows)
            await db.ExecuteAsync("update notices set link = @link where id = @id", new { id, link = Page + eventId.Split(':')[0] });
        return 2;
    }

    /// <summary>What the mail carries: who makes the file, and of what.</summary>
    public async Task<int> UpdateFrom2Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            alter table notices add column attachment_maker text;
            alter table notices add column attachment_reference text;
            """);
        return 3;
    }

    /// <summary>How often making the file failed.</summary>
    public async Task<int> UpdateFrom3Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table notice_deliveries add column attachment_failures integer not null default 0");
        return 4;
    }
}
