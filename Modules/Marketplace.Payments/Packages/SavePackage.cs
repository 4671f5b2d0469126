using System.Diagnostics;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Packages;

/// <summary>
/// Saves a package for an operator: at once where it gives no more than its price buys, or where the rest is within what the operator may
/// give away alone today; above that when a second person approves it.
/// </summary>
internal sealed class SavePackage(
    ITenant tenant, ChangePackages change, IDatabase database, IApproval approval, IStringLocalizer<SavePackage> text,
    IOperatorAllowance? allowance = null)
{
    public const int MaxReason = 500;

    /// <param name="reason">Needed where a second person must approve it.</param>
    /// <param name="version">Of the package that is replaced; null for a new one.</param>
    public async Task<SavePackageResult> ExecuteAsync(
        string operatorId, CreditPackage package, string? reason, string? version, CancellationToken cancellationToken)
    {
        var packages = new PackageList(tenant.Settings, package.Id);
        if (!packages.IsAsShown(version))
            return new SavePackageResult.Answered(TenantChangeResult.Conflict, packages.Stored);
        if (MustAsk(package, packages.Stored)
            && await AskAsync(operatorId, package, packages.Stored, reason, version, cancellationToken) is { } notAlone)
            return notAlone;
        var (result, stored) = await change.SaveAsync(package, version, cancellationToken);
        return new SavePackageResult.Answered(result, stored);
    }

    /// <summary>What gives no more than before was decided on then.</summary>
    private bool MustAsk(CreditPackage package, CreditPackage? stored) =>
        GivenBy(package).IsPositive && (stored is null || GivenBy(package) > GivenBy(stored));

    /// <summary>What a buyer gets beyond what the price buys.</summary>
    private CreditAmount GivenBy(CreditPackage package)
    {
        var bought = Unit.WorthOf(package.PriceUsd);
        return package.Total > bought ? package.Total - bought : CreditAmount.Zero;
    }

    /// <returns>Null where the operator may do it alone.</returns>
    private Task<SavePackageResult?> AskAsync(
        string operatorId, CreditPackage package, CreditPackage? stored, string? reason, string? version,
        CancellationToken cancellationToken)
    {
        var hasReason = !string.IsNullOrWhiteSpace(reason) && reason.Trim().Length <= MaxReason;
        var request = new ApprovalRequest(
            PackageApproval.KindId, package.Id, operatorId, text["Sell the package {0}", package.Name],
            hasReason ? reason!.Trim() : text["Within what one operator may give away alone"])
        {
            Amount = GivenBy(package),
            Before = stored is null ? null : Words(stored),
            After = Words(package),
            Link = stored is null ? "~/admin/payments/packages" : "~/admin/payments/packages/" + package.Id,
            Payload = PackageApproval.PayloadOf(package, version),
        };
        return database.InTransactionAsync<SavePackageResult?>(
            async db => await approval.AskAsync(db, request, Alone, cancellationToken) switch
            {
                ApprovalAsked.Alone => null,
                ApprovalAsked.Waiting when !hasReason => new SavePackageResult.ReasonMissing(),
                ApprovalAsked.Waiting waiting => new SavePackageResult.Waiting(waiting.Id),
                ApprovalAsked.AlreadyWaiting waiting => new SavePackageResult.AlreadyWaiting(waiting.Id),
                ApprovalAsked.OwnInterest => throw new InvalidOperationException("Nobody is named who gains."),
                _ => throw new UnreachableException(),
            },
            result => result is not SavePackageResult.ReasonMissing,
            cancellationToken);
    }

    private string Words(CreditPackage package) =>
        text["{0} and a bonus of {1} for {2}", Unit.Format(package.Credits), Unit.Format(package.Bonus), package.PriceUsd.Format()];

    private ApprovalAllowance Alone => allowance?.Alone ?? OperatorAllowance.Default(Unit);

    private CreditUnit Unit => tenant.Settings.Get<CreditUnit>("credits");
}

internal abstract record SavePackageResult
{
    private SavePackageResult()
    {
    }

    /// <param name="Stored">The package as it is stored, where somebody else changed it.</param>
    internal sealed record Answered(TenantChangeResult Result, CreditPackage? Stored) : SavePackageResult;

    /// <summary>It is sold when a second person approves it.</summary>
    internal sealed record Waiting(string Id) : SavePackageResult;

    /// <summary>Another change of this package waits; nothing was stored.</summary>
    internal sealed record AlreadyWaiting(string Id) : SavePackageResult;

    internal sealed record ReasonMissing : SavePackageResult;
}
