using Marketplace.Data;
using Marketplace.Users.Accounts;
using Marketplace.Users.Addresses;

namespace Marketplace.Users;

[StoredName("Marketplace.Users.Migrations")]
internal sealed class Migrations : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table users (
              id text primary key,
              email text not null,
              normalized_email text not null,
              name text not null,
              email_confirmed boolean not null,
              password_hash text,
              security_stamp text not null,
              concurrency_stamp text not null,
              lockout_enabled boolean not null,
              lockout_end timestamptz,
              access_failed_count integer not null,
              two_factor_enabled boolean not null,
              authenticator_key text,
              recovery_codes text not null,
              created_at timestamptz not null,
              last_sign_in_at timestamptz);
            create unique index users_normalized_email on users (normalized_email);
            create table roles (
              id text primary key,
              name text not null,
              normalized_name text not null);
            create unique index roles_normalized_name on roles (normalized_name);
            create table user_roles (
              user_id text not null references users (id) on delete cascade,
              role_id text not null references roles (id) on delete cascade,
              primary key (user_id, role_id));
            create index user_roles_role on user_roles (role_id, user_id);
            create table role_permissions (
              role_id text not null references roles (id) on delete cascade,
              permission text not null,
              primary key (role_id, permission));
            create table granted_defaults (
              role_id text not null references roles (id) on delete cascade,
              permission text not null,
              primary key (role_id, permission));
            create table role_state (
              id integer primary key,
              version bigint not null,
              defaults_hash text not null);
            insert into role_state (id, version, defaults_hash) values (1, 1, '');
            """);
        foreach (var name in new[]
            { Abstractions.Roles.Administrator, Abstractions.Roles.Editor, Abstractions.Roles.Operator, Abstractions.Roles.Customer })
        {
            await db.ExecuteAsync(
                "insert into roles (id, name, normalized_name) values (@id, @name, @normalized)",
                new { id = "rol_" + name.ToLowerInvariant(), name, normalized = name.ToUpperInvariant() });
        }

        return 1;
    }

    /// <summary>One form of each mail address and role name, and a key to find people by their names on both databases.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            alter table users add column search_key text not null default '';
            alter table users add column shares_address_with text;
            drop index users_normalized_email;
            """);
        await WriteKeysAsync(db);
        await WriteRoleKeysAsync(db);
        await SharedAddresses.MarkAsync(db);
        await db.ExecuteAsync(
            """
            create unique index users_address on users (normalized_email) where shares_address_with is null;
            create index users_normalized_email on users (normalized_email);
            create index users_sharing on users (shares_address_with) where shares_address_with is not null;
            """);
        return 2;
    }

    /// <summary>What language a person reads.</summary>
    public async Task<int> UpdateFrom2Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table users add column language text");
        return 3;
    }

    private static async Task WriteKeysAsync(UnitOfWork db)
    {
        // Three values a row; SQLite takes at most 999.
        const int AtOnce = 300;
        var after = "";
        while (await db.QueryAsync<(string Id, string Email, string Name)>(
            "select id, email, name from users where id > @after order by id limit @AtOnce", new { after, AtOnce }) is { Count: > 0 } rows)
        {
            after = rows[^1].Id;
            var parameters = new Dictionary<string, object>(StringComparer.Ordinal);
            for (var i = 0; i < rows.Count; i++)
            {
                parameters[$"id{i}"] = rows[i].Id;
                parameters[$"address{i}"] = Mailbox.KeyOf(rows[i].Email);
                parameters[$"search{i}"] = PersonKey.Of(rows[i].Name, rows[i].Email);
            }

            var values = string.Join(", ", Enumerable.Range(0, rows.Count).Select(i => $"(@id{i}, @address{i}, @search{i})"));
            await db.ExecuteAsync(
                $"""
                 with keys (id, address, search) as (values {values})
                 update users set normalized_email = keys.address, search_key = keys.search from keys where users.id = keys.id
                 """,
                parameters);
        }
    }

    /// <summary>Roles whose names have one key by now stay apart: the later one keeps the form it had.</summary>
    private static async Task WriteRoleKeysAsync(UnitOfWork db)
    {
        var roles = await db.QueryAsync<(string Id, string Name, string Key)>("select id, name, normalized_name from roles order by id");
        var taken = roles.Select(x => x.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, name, key) in roles)
        {
            var canonical = RoleName.KeyOf(name);
            if (canonical != key && taken.Add(canonical))
                await db.ExecuteAsync("update roles set normalized_name = @canonical where id = @id", new { id, canonical });
        }
    }
}
