using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Packages;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Receipts;

/// <summary>Numbers a payment in the transaction that credits it.</summary>
internal sealed class IssueReceipt(ITenant tenant, IPaymentGateway gateway, TimeProvider time)
{
    public Task ExecuteAsync(UnitOfWork db, TopUpRow row, PaymentIntent intent, CancellationToken cancellationToken) =>
        CreditPurchases.InsertAsync(
            db,
            new CreditPurchase
            {
                TopUpId = row.Id,
                UserId = row.UserId,
                PaymentId = intent.Id,
                PaymentMethod = gateway.Name,
                PackageId = row.PackageId,
                PackageName = tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Find(row.PackageId)?.Name ?? row.PackageId,
                Credits = row.Amount,
                Bonus = row.Bonus,
                AmountCents = row.AmountCents,
                MethodId = intent.PaymentMethodId ?? row.PaymentMethodId,
                PurchasedAt = time.GetUtcNow(),
            },
            cancellationToken);
}
