using Marketplace.Data;

namespace Marketplace.Notifications.Templates;

/// <param name="Version">0 for a kind's own texts.</param>
internal sealed record Template(string Subject, string Body, int Version = 0)
{
    public bool IsDefault => Version == 0;
}

/// <summary>The tenant's own texts, where it has any.</summary>
internal sealed class TemplateStore(IDatabase database, IAudit audit, TimeProvider time)
{
    public async Task<Template> FindAsync(DbSession db, NotificationKind kind, CancellationToken cancellationToken) =>
        (await db.QueryAsync<Row>(
            "select kind, subject, body, version, updated_at from notice_templates where kind = @Id", new { kind.Id },
            cancellationToken)) is [var row]
            ? new Template(row.Subject, row.Body, row.Version)
            : new Template(kind.Subject, kind.Body);

    public async Task<Template> FindAsync(NotificationKind kind, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await FindAsync(db, kind, cancellationToken);
    }

    /// <returns>When each changed text was changed last, by kind.</returns>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ListChangedAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<Row>(
            "select kind, subject, body, version, updated_at from notice_templates", null, cancellationToken);
        return rows.ToDictionary(x => x.Kind, x => x.UpdatedAt, StringComparer.Ordinal);
    }

    /// <param name="template">With the version that was read.</param>
    /// <returns>False where somebody else changed it meanwhile; nothing is written then.</returns>
    public Task<bool> SaveAsync(string kind, Template template, string userId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var row = new { kind, template.Subject, template.Body, template.Version, now = time.GetUtcNow(), userId };
                var saved = await db.ExecuteAsync(
                    template.IsDefault
                        ? """
                          insert into notice_templates (kind, subject, body, version, updated_at, updated_by)
                          values (@kind, @Subject, @Body, 1, @now, @userId) on conflict (kind) do nothing
                          """
                        : """
                          update notice_templates
                          set subject = @Subject, body = @Body, version = version + 1, updated_at = @now, updated_by = @userId
                          where kind = @kind and version = @Version
                          """,
                    row,
                    cancellationToken) == 1;
                if (saved)
                    await audit.WriteAsync(db, TemplateActs.Of(TemplateActs.Changed, kind, template.Subject), cancellationToken);
                return saved;
            },
            cancellationToken);

    /// <summary>Back to the kind's own texts.</summary>
    /// <param name="version">That was read.</param>
    /// <returns>False where somebody else changed it meanwhile; nothing is deleted then.</returns>
    public Task<bool> ResetAsync(string kind, int version, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            const string Delete = "delete from notice_templates where kind = @kind and version = @version";
            if (await db.ExecuteAsync(Delete, new { kind, version }, cancellationToken) != 1)
                return false;
            await audit.WriteAsync(db, TemplateActs.Of(TemplateActs.Reset, kind, subject: null), cancellationToken);
            return true;
        },
        cancellationToken);

    private sealed record Row
    {
        public required string Kind { get; init; }

        public required string Subject { get; init; }

        public required string Body { get; init; }

        public required int Version { get; init; }

        public required DateTimeOffset UpdatedAt { get; init; }
    }
}
