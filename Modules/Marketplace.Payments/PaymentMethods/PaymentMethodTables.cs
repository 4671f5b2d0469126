using Marketplace.Data;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>
/// A user's customer at the gateway is asked for by the id of a stored row, so that two tabs make one. Top-ups keep what their intent was
/// asked for: a repeated request must not differ.
/// </summary>
[StoredName("Marketplace.Payments.PaymentMethodTables")]
internal sealed class PaymentMethodTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            drop table payment_customers;
            create table payment_customers (
              id text primary key,
              user_id text not null,
              gateway text not null,
              email text,
              customer_id text unique,
              created_at timestamptz not null,
              unique (user_id, gateway));
            create index payment_methods_customer on payment_methods (customer_id);
            alter table top_ups add column customer_id text;
            alter table top_ups add column kinds text not null default 'Card';
            """);
        return 1;
    }
}
