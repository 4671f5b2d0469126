using System.Text.Json;
using Marketplace.Abstractions;

namespace Marketplace.Data;

internal sealed class DocumentStore(IDatabase database, TimeProvider time) : IDocumentStore
{
    public async Task<Document<T>?> FindAsync<T>(string id, CancellationToken cancellationToken)
        where T : class
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var row = await session.QuerySingleOrDefaultAsync<DocumentRow>(
            "select id, json, version, updated_at from documents where type = @type and id = @id", new { type = TypeName<T>(), id },
            cancellationToken);
        return row?.ToDocument<T>();
    }

    public async Task<IReadOnlyList<Document<T>>> ListAsync<T>(CancellationToken cancellationToken)
        where T : class
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<DocumentRow>(
            "select id, json, version, updated_at from documents where type = @type order by id", new { type = TypeName<T>() },
            cancellationToken);
        return [.. rows.Select(x => x.ToDocument<T>())];
    }

    public async Task<bool> SaveAsync<T>(
        UnitOfWork transaction, string id, T value, int expectedVersion, CancellationToken cancellationToken)
        where T : class
    {
        var row =
            new { type = TypeName<T>(), id, json = JsonSerializer.Serialize(value, TenantSettings.Json), expectedVersion,
                now = time.GetUtcNow() };
        var written = expectedVersion == 0
            ? await transaction.ExecuteAsync(
                "insert into documents (type, id, json, version, updated_at) values (@type, @id, @json, 1, @now) on conflict (type, id) "
                + "do nothing", row, cancellationToken)
            : await transaction.ExecuteAsync(
                "update documents set json = @json, version = version + 1, updated_at = @now where type = @type and id = @id and version "
                + "= @expectedVersion", row, cancellationToken);
        return written == 1;
    }

    public Task DeleteAsync<T>(UnitOfWork transaction, string id, CancellationToken cancellationToken)
        where T : class =>
        transaction.ExecuteAsync(
            "delete from documents where type = @type and id = @id", new { type = TypeName<T>(), id }, cancellationToken);

    private static string TypeName<T>() => StoredNames.ShortOf(typeof(T));

    private sealed record DocumentRow
    {
        public required string Id { get; init; }

        public required string Json { get; init; }

        public required int Version { get; init; }

        public required DateTimeOffset UpdatedAt { get; init; }

        public Document<T> ToDocument<T>()
            where T : class =>
            new(Id, JsonSerializer.Deserialize<T>(Json, TenantSettings.Json)!, Version, UpdatedAt);
    }
}
