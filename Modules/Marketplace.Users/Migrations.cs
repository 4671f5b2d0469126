using Marketplace.Data;

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
        foreach (var name in new[] { Abstractions.Roles.Administrator, Abstractions.Roles.Editor, Abstractions.Roles.Operator, Abstractions.Roles.Customer })
        {
            await db.ExecuteAsync(
                "insert into roles (id, name, normalized_name) values (@id, @name, @normalized)",
                new { id = "rol_" + name.ToLowerInvariant(), name, normalized = name.ToUpperInvariant() });
        }

        return 1;
    }
}
