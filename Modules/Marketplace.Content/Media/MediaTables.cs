using Marketplace.Data;

namespace Marketplace.Content.Media;

/// <summary>
/// The bytes lie in the database, so that every process of a host has them and a backup of it is whole; <see cref="MediaCopies"/> keeps
/// copies on disk. In <c>media_contents</c> the width 0 is the file itself, others are its narrower pictures.
/// </summary>
[StoredName("Marketplace.Content.Media.MediaTables")]
internal sealed class MediaTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table media_folders (
              path text primary key,
              created_at timestamptz not null,
              created_by text not null);
            create table media_files (
              id text primary key,
              folder text not null,
              name text not null,
              address text not null unique,
              content_type text not null,
              size bigint not null,
              width integer not null,
              height integer not null,
              alt text not null,
              is_decorative boolean not null,
              hash text not null,
              source_hash text not null,
              search text not null,
              created_at timestamptz not null,
              created_by text not null,
              changed_at timestamptz not null,
              changed_by text not null,
              version bigint not null);
            create index media_files_folder on media_files (folder, id);
            create table media_contents (
              file_id text not null,
              width integer not null,
              hash text not null,
              size bigint not null,
              bytes bytea not null,
              primary key (file_id, width));
            create table media_redirects (
              address text primary key,
              file_id text not null,
              created_at timestamptz not null);
            create index media_redirects_file on media_redirects (file_id);
            create table media_state (stamp bigint not null);
            insert into media_state (stamp) values (1);
            """);
        return 1;
    }
}
