namespace Marketplace.Payments.Packages;

/// <summary>The table of S3-08, with what can be done in each row.</summary>
internal sealed record PackageTable(IReadOnlyList<CreditPackage> Packages, PackageAction Action);

internal enum PackageAction
{
    Buy,
    Edit,

    /// <summary>For visitors, who have no wallet yet.</summary>
    SignIn,
}
