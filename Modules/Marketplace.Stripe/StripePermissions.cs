namespace Marketplace.Stripe;

internal sealed class StripePermissions : IPermissionProvider
{
    public const string ManageStripeKeys = nameof(ManageStripeKeys);
    public const string ManageStripeEvents = nameof(ManageStripeEvents);

    public IEnumerable<Permission> GetPermissions() =>
    [
        new(ManageStripeKeys, "Choose the Stripe account that customers pay into, and set its keys"),
        new(ManageStripeEvents, "See what Stripe reported, and run it again", Roles.Operator),
    ];
}
