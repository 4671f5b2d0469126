namespace Marketplace.Payments.Reconciliation;

internal sealed class ReconciliationPermissions : IPermissionProvider
{
    public const string ReconcilePayments = nameof(ReconcilePayments);

    public IEnumerable<Permission> GetPermissions() =>
        [new(ReconcilePayments, "Compare payments with the payment provider's books and settle differences", Roles.Operator)];
}
