using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Data;

/// <summary>One kind of thing that needs a second person, and how it is done once they agree.</summary>
public interface IApprovalKind
{
    /// <summary>Stored, lower case, for example <c>adjustments.adjustment</c>.</summary>
    string Id { get; }

    /// <summary>For people, translated.</summary>
    string Name { get; }

    /// <summary>Whoever approves or refuses needs it.</summary>
    string Permission { get; }

    /// <summary>Whether somebody had a hand in it beyond asking for it: they do not approve it either.</summary>
    Task<bool> IsInvolvedAsync(DbSession db, Approval approval, string userId, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <summary>
    /// Does it, in the transaction that says so. Everything is rolled back unless the answer is <see cref="ApprovalEffect.Done"/>.
    /// </summary>
    /// <param name="approvedBy">A user id, or <see cref="Abstractions.Acting.CommandLine"/>.</param>
    Task<ApprovalEffect> ApplyAsync(UnitOfWork transaction, Approval approval, string approvedBy, CancellationToken cancellationToken);

    /// <summary>
    /// It was refused or withdrawn: the record that waited, where there is one, is closed in the same transaction.
    /// </summary>
    Task CloseAsync(UnitOfWork transaction, Approval approval, ApprovalState state, string by, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}

public abstract record ApprovalEffect
{
    private ApprovalEffect()
    {
    }

    public sealed record Done : ApprovalEffect;

    /// <param name="Words">A sentence for whoever approves.</param>
    /// <param name="Cause">For the kind's own callers.</param>
    public sealed record Impossible(string Words, object? Cause = null) : ApprovalEffect;
}

/// <summary>
/// Who may do what, as the database knows it in this moment: a session may be a minute old. The module Users implements it.
/// </summary>
public interface IPermissionHolders
{
    /// <summary>False too for users that do not exist or whom an administrator locked.</summary>
    Task<bool> HasAsync(DbSession db, string userId, string permission, CancellationToken cancellationToken);

    /// <summary>Ids of all who have it, administrators included, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<string>> ListAsync(DbSession db, string permission, int limit, CancellationToken cancellationToken);

    /// <summary>Names of the roles that any of these people has.</summary>
    Task<IReadOnlyList<string>> ListRolesAsync(DbSession db, IReadOnlyList<string> userIds, CancellationToken cancellationToken);
}

public static class ApprovalRegistration
{
    public static IServiceCollection AddApprovalKind<TKind>(this IServiceCollection services)
        where TKind : class, IApprovalKind =>
        services.AddScoped<IApprovalKind, TKind>();
}
