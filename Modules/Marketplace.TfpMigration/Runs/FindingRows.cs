using Marketplace.Data;
using Marketplace.TfpMigration.Files;

namespace Marketplace.TfpMigration.Runs;

/// <summary>A finding with the file it is about.</summary>
internal sealed record FindingRow
{
    public required string FileName { get; init; }

    public required string Field { get; init; }

    public required string Kind { get; init; }

    public required bool IsError { get; init; }

    public required string Detail { get; init; }

    public Finding ToFinding() => new(Field, Enum.Parse<FindingKind>(Kind), Detail);
}

internal static class FindingRows
{
    public static async Task AddAsync(
        UnitOfWork db, string runId, string fileName, IEnumerable<Finding> findings, CancellationToken cancellationToken)
    {
        var number = await db.ScalarAsync<int>(
            "select count(*) from tfp_findings where run_id = @runId and file_name = @fileName", new { runId, fileName },
            cancellationToken);
        foreach (var finding in findings)
        {
            await db.ExecuteAsync(
                """
                insert into tfp_findings (run_id, file_name, number, field, kind, is_error, detail)
                values (@runId, @fileName, @number, @Field, @kind, @IsError, @Detail)
                """,
                new { runId, fileName, number = ++number, finding.Field, kind = finding.Kind.ToString(), finding.IsError,
                    Detail = Storable(finding.Detail) },
                cancellationToken);
        }
    }

    public static Task<IReadOnlyList<FindingRow>> ListAsync(DbSession db, string runId, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<FindingRow>(
            """
            select file_name, field, kind, is_error, detail from tfp_findings
            where run_id = @runId order by is_error desc, file_name, number limit @limit
            """,
            new { runId, limit },
            cancellationToken);

    public static Task<IReadOnlyList<FindingRow>> ListOfAsync(
        DbSession db, string runId, IReadOnlyCollection<string> fileNames, CancellationToken cancellationToken) =>
        fileNames.Count == 0
            ? Task.FromResult<IReadOnlyList<FindingRow>>([])
            : db.QueryAsync<FindingRow>(
                $"select file_name, field, kind, is_error, detail from tfp_findings where run_id = @runId and "
                + $"{db.Dialect.In("file_name", "fileNames")} order by file_name, number",
                new { runId, fileNames = fileNames.ToArray() },
                cancellationToken);

    public static Task<IReadOnlyList<FindingRow>> ListWithoutUserAsync(DbSession db, string runId, CancellationToken cancellationToken) =>
        db.QueryAsync<FindingRow>(
            """
            select f.file_name, f.field, f.kind, f.is_error, f.detail from tfp_findings f
            where f.run_id = @runId and not exists (select 1 from tfp_users u where u.run_id = f.run_id and u.file_name = f.file_name)
            order by f.file_name, f.number
            """,
            new { runId },
            cancellationToken);

    /// <summary>What a person wrote may hold the character zero, which not every database stores.</summary>
    private static string Storable(string text) => text.Replace("\0", "\uFFFD", StringComparison.Ordinal);
}
