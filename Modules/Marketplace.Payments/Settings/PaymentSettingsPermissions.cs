namespace Marketplace.Payments.Settings;

/// <summary>Limits guard against stolen cards, and receipts name the seller: whoever sells need not be able to change either.</summary>
internal sealed class PaymentSettingsPermissions : IPermissionProvider
{
    public const string ManagePaymentSettings = nameof(ManagePaymentSettings);

    public IEnumerable<Permission> GetPermissions() =>
        [new(ManagePaymentSettings, "Change amounts, daily limits and the seller on receipts")];
}
