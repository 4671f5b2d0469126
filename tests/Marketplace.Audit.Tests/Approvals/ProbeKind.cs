using Marketplace.Data;

namespace Marketplace.Audit.Tests.Approvals;

/// <summary>Something to be approved: a row per time that it was done.</summary>
internal sealed class ProbeKind : IApprovalKind
{
    public const string KindId = "probe.thing";

    public string Id => KindId;

    public string Name => "Probe";

    public string Permission => "ApproveProbes";

    public string? Impossible { get; set; }

    public bool Dies { get; set; }

    public int Done { get; private set; }

    public List<(string Record, ApprovalState State)> Closed { get; } = [];

    public async Task<ApprovalEffect> ApplyAsync(
        UnitOfWork transaction, Approval approval, string approvedBy, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            "insert into documents (type, id, json, version, updated_at) values ('probe', @Id, '{}', 1, @AskedAt)", approval,
            cancellationToken);
        if (Dies)
            throw new IOException("The process died here.");
        transaction.OnCommitted(() => Done++);
        return Impossible is { } words ? new ApprovalEffect.Impossible(words) : new ApprovalEffect.Done();
    }

    public Task CloseAsync(UnitOfWork transaction, Approval approval, ApprovalState state, string by, CancellationToken cancellationToken)
    {
        transaction.OnCommitted(() => Closed.Add((approval.Record, state)));
        return Task.CompletedTask;
    }
}

/// <summary>Everybody may approve but who is named.</summary>
internal sealed class ProbeHolders : IPermissionHolders
{
    public HashSet<string> Without { get; } = new(StringComparer.Ordinal);

    public List<string> All { get; } = [];

    public Task<bool> HasAsync(DbSession db, string userId, string permission, CancellationToken cancellationToken) =>
        Task.FromResult(!Without.Contains(userId));

    public Task<IReadOnlyList<string>> ListAsync(DbSession db, string permission, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. All.Where(x => !Without.Contains(x)).Take(limit)]);

    public Dictionary<string, string> Roles { get; } = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<string>> ListRolesAsync(
        DbSession db, IReadOnlyList<string> userIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. userIds.Where(Roles.ContainsKey).Select(x => Roles[x])]);
}

internal sealed class ProbeUsers : IUserDirectory
{
    private readonly Dictionary<string, UserSummary> _users = new(StringComparer.Ordinal);

    public ProbeUsers Add(string id, string email)
    {
        _users[id] = new UserSummary(id, email, email, EmailConfirmed: true);
        return this;
    }

    public Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(_users.GetValueOrDefault(userId));

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(_users.Values.FirstOrDefault(x => string.Equals(x.Email, email, StringComparison.OrdinalIgnoreCase)));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, UserSummary>>(
            userIds.Where(_users.ContainsKey).Distinct(StringComparer.Ordinal)
                .ToDictionary(x => x, x => _users[x], StringComparer.Ordinal));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
        IReadOnlyCollection<string> emails, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
