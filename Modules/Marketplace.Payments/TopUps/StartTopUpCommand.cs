using System.Security.Cryptography;
using System.Text;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments;

/// <summary>Attempt row, then intent, then the intent's id: a crash in between leaves a row with which the same key carries on.</summary>
internal sealed class StartTopUpCommand(
    IDatabase database,
    TopUpRows rows,
    IPaymentGateway gateway,
    PaymentCustomers customers,
    ClientSecrets secrets,
    DailyLimits limits,
    MakeRoom makeRoom,
    TimeProvider time,
    ITenant tenant,
    IStringLocalizer<StartTopUpCommand> text)
{
    public async Task<StartTopUpResult> ExecuteAsync(StartTopUp request, Func<UnitOfWork, TopUp, Task>? alongside, CancellationToken cancellationToken)
    {
        if (CentsOf(request) is not { } cents)
            return new StartTopUpResult.InvalidAmount(ChargeAmount.Explain(text));
        // With a customer from the first payment on, its owner may still decide in the dialog to keep the card.
        var customer = await customers.EnsureAsync(request.UserId, cancellationToken);
        if (customer.Value is not { } customerId)
            return new StartTopUpResult.GatewayFailed(customer.Error!);
        var limit = await limits.ReadAsync(request.UserId, cancellationToken);
        var (row, fits) = await StoreAsync(request, cents, new Payer(customerId, await KindsAsync(cancellationToken)), limit, cancellationToken);
        if (!fits)
            return new StartTopUpResult.LimitReached(await limits.ExplainAsync(request.UserId, limit!, cancellationToken));
        if (row.RequestHash != Hash(request))
            return new StartTopUpResult.KeyReused();
        if (row.PaymentIntentId is not null)
            return new StartTopUpResult.Started(secrets.Reveal(row));

        var created = await gateway.CreateIntentAsync(Describe(row), cancellationToken);
        if (created.Value is not { } intent)
        {
            await rows.SetUnstartedAsync(row.Id, created.Error!.CustomerMessage, cancellationToken);
            if (created.Error.Code == GatewayError.NoSuchObject)
                await customers.ForgetAsync(row.CustomerId, cancellationToken);
            return new StartTopUpResult.GatewayFailed(created.Error);
        }

        await database.InTransactionAsync(
            async db =>
            {
                var stored = await rows.SetIntentAsync(db, row.Id, intent.Id, secrets.Protect(intent.ClientSecret), cancellationToken);
                if (stored)
                    await TopUpDays.CountAsync(db, row, time.GetUtcNow(), cancellationToken);
                if (stored && alongside is not null)
                    await alongside(db, ToTopUp(row, intent));
            },
            cancellationToken);
        return new StartTopUpResult.Started(ToTopUp(row, intent));
    }

    private async Task<TopUpRows.StoredTopUp> StoreAsync(StartTopUp request, long cents, Payer payer, DailyLimit? limit, CancellationToken cancellationToken)
    {
        var stored = await rows.StoreAsync(request, cents, Hash(request), gateway.Name, payer, limit, cancellationToken);
        return stored.Fits || !await makeRoom.ExecuteAsync(request.UserId, cancellationToken)
            ? stored
            : await rows.StoreAsync(request, cents, Hash(request), gateway.Name, payer, limit, cancellationToken);
    }

    // Nothing that may change between two attempts: the gateway refuses a repeated key with other parameters.
    private CreatePaymentIntent Describe(TopUpRow row) =>
        new(row.Id, row.AmountCents, $"Credit purchase {row.Id}", TopUpMetadata.Of(row, tenant)) { CustomerId = row.CustomerId, Kinds = row.ReadKinds() };

    private async Task<IReadOnlyList<PaymentMethodKind>> KindsAsync(CancellationToken cancellationToken) =>
        (await gateway.GetBrowserSettingsAsync(cancellationToken))?.Kinds ?? [PaymentMethodKind.Card];

    private long? CentsOf(StartTopUp request) => request.Package is { } package
        ? PackageRules.Cents(package.PriceUsd)
        : ChargeAmount.TryGetCents(request.Amount, tenant.Settings.Get<CreditUnit>("credits").UsdValue);

    private static TopUp ToTopUp(TopUpRow row, PaymentIntent intent) => new(
        row.Id, row.UserId, row.Amount, TopUpStatus.Pending, intent.Id, intent.ClientSecret, null, row.CreatedAt) { AmountCents = row.AmountCents, Bonus = row.Bonus };

    private static string Hash(StartTopUp request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.UserId}\n{request.Amount.Micros}\n{request.Purpose}\n{request.ReturnUrl}{(request.Package is { } package ? "\n" + package.Id : "")}")));
}
