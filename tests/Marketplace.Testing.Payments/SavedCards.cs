using Marketplace.Data;
using Marketplace.Payments.Gateways;

namespace Marketplace.Testing;

public static class SavedCards
{
    /// <summary>A card that a customer saved, at the gateway and in the tenant's table.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> SaveCardAsync(
        this FakeGateway gateway, IDatabase database, string user, BankAnswer bank = BankAnswer.Pays)
    {
        var method = gateway.Attach("cus_" + user);
        gateway.Banks[method.Id] = bank;
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into payment_methods (id, user_id, gateway, customer_id, kind, brand, last4, exp_month, exp_year, fingerprint,
                position, created_at)
                values (@Id, @user, 'fake', @CustomerId, 'Card', @Brand, @Last4, @ExpMonth, @ExpYear, @Fingerprint, (select count(*)
                from payment_methods where user_id = @user), @CreatedAt)
                """,
                new { method.Id, user, method.CustomerId, method.Brand, method.Last4, method.ExpMonth, method.ExpYear, method.Fingerprint,
                    method.CreatedAt },
                default),
            default);
        return method.Id;
    }
}
