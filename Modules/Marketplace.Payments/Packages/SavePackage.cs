using System.Diagnostics;
using Marketplace.Data;

namespace Marketplace.Payments.Packages;

/// <summary>
/// Saves a package for an operator: at once where what it gives beyond its price is a discount, or no more than before; above that when a
/// second person approves it.
/// </summary>
internal sealed class SavePackage(
    ITenant tenant, ChangePackages change, IDatabase database, IApproval approval)
{
    /// <summary>Of what the price buys. A package is sold without end, so more than a discount makes credits out of nothing.</summary>
    private const decimal MostAlone = 0.25m;

    public const int MaxReason = 500;

    /// <param name="reason">Needed where a second person must approve it.</param>
    /// <param name="version">Of the package that is replaced; null for a new one.</param>
    public async Task<SavePackageResult> ExecuteAsync(
        string operatorId, CreditPackage package, string? reason, string? version, CancellationToken cancellationToken)
    {
        var packages = new PackageList(tenant.Settings, package.Id);
        if (!packages.IsAsShown(version))
            return new SavePackageResult.Answered(TenantChangeResult.Conflict, packages.Stored);
        if (MustAsk(package, packages.Stored))
            return await AskAsync(operatorId, package, packages.Stored, reason, version, cancellationToken);
        var (result, stored) = await change.SaveAsync(package, version, cancellationToken);
        return new SavePackageResult.Answered(result, stored);
    }

    /// <summary>What gives no more for a dollar than before was decided on then.</summary>
    private bool MustAsk(CreditPackage package, CreditPackage? stored) =>
        ShareGivenBy(package) > Math.Max(MostAlone, stored is null ? 0 : ShareGivenBy(stored));

    private decimal ShareGivenBy(CreditPackage package) =>
        Unit.WorthOf(package.PriceUsd) is { IsPositive: true } bought
            ? GivenBy(package).ToDecimal() / bought.ToDecimal()
            : decimal.MaxValue;

    /// <summary>What a buyer gets beyond what the price buys.</summary>
    private CreditAmount GivenBy(CreditPackage package)
    {
        var bought = Unit.WorthOf(package.PriceUsd);
        return package.Total > bought ? package.Total - bought : CreditAmount.Zero;
    }

    private async Task<SavePackageResult> AskAsync(
        string operatorId, CreditPackage package, CreditPackage? stored, string? reason, string? version,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > MaxReason)
            return new SavePackageResult.ReasonMissing();
        var request = new ApprovalRequest(
            PackageApproval.KindId, package.Id, operatorId, StoredText.Of<SavePackage>("Sell the package {0}", package.Name),
            StoredText.Plain(reason.Trim()))
        {
            Amount = GivenBy(package),
            Before = stored is null ? null : Words(stored),
            After = Words(package),
            Link = stored is null ? "~/admin/payments/packages" : "~/admin/payments/packages/" + package.Id,
            Payload = PackageApproval.PayloadOf(package, version),
        };
        return await database.InTransactionAsync<SavePackageResult>(
            async db => await approval.AskAsync(db, request, alone: null, cancellationToken) switch
            {
                ApprovalAsked.Waiting waiting => new SavePackageResult.Waiting(waiting.Id),
                ApprovalAsked.AlreadyWaiting waiting => new SavePackageResult.AlreadyWaiting(waiting.Id),
                ApprovalAsked.Alone or ApprovalAsked.OwnInterest =>
                    throw new InvalidOperationException("Nobody is named who gains, and nothing goes alone."),
                _ => throw new UnreachableException(),
            },
            cancellationToken);
    }

    private static StoredText Words(CreditPackage package) =>
        StoredText.Of<SavePackage>("{0} and a bonus of {1} for {2}", package.Credits, package.Bonus, package.PriceUsd);

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
