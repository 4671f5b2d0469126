namespace Marketplace.Payments.Refunds;

internal sealed class RefundPermissions : IPermissionProvider
{
    public const string RefundPayments = nameof(RefundPayments);

    public IEnumerable<Permission> GetPermissions() => [new(RefundPayments, "Send customers' payments back", Roles.Operator)];
}
