using System.Security.Cryptography;
using System.Text;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;
using Marketplace.Payments.Amounts;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Limits;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Charging;

/// <summary>Attempt row, then intent, then the intent's id: a crash in between leaves a row with which the same key carries on.</summary>
internal sealed class StartTopUpCommand(
    IDatabase database,
    TopUpRows rows,
    IPaymentGateway gateway,
    PaymentCustomers customers,
    ClientSecrets secrets,
    DailyLimits limits,
    MakeRoom makeRoom,
    FailTopUp fail,
    ILedger ledger,
    TimeProvider time,
    ITenant tenant,
    IStringLocalizer<StartTopUpCommand> text)
{
    public async Task<StartTopUpResult> ExecuteAsync(
        StartTopUp request, Func<UnitOfWork, TopUp, Task>? alongside, CancellationToken cancellationToken)
    {
        if (CentsOf(request) is not { } cents)
            return new StartTopUpResult.InvalidAmount(ChargeAmount.Explain(text));
        if (!await FitsAsync(request, cancellationToken))
            return new StartTopUpResult.InvalidAmount(text["An account cannot hold that many credits. You were not charged."]);
        // With a customer from the first payment on, its owner may still decide in the dialog to keep the card.
        var customer = await customers.EnsureAsync(request.UserId, cancellationToken);
        if (customer.Value is not { } customerId)
            return new StartTopUpResult.GatewayFailed(customer.Error!);
        var limit = await limits.ReadAsync(request.UserId, cancellationToken);
        var (row, fits) = await StoreAsync(
            request, cents, new Payer(customerId, await KindsAsync(cancellationToken)), limit, cancellationToken);
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

        return await OpenAsync(row, intent, limit, alongside, cancellationToken);
    }

    /// <summary>What is paid must be credited, so a balance that would leave the range of amounts is refused before anybody pays.</summary>
    private async Task<bool> FitsAsync(StartTopUp request, CancellationToken cancellationToken)
    {
        var balance = await ledger.GetBalanceAsync(request.UserId, cancellationToken);
        return (Int128)balance.Posted.Micros + request.Amount.Micros + (request.Package?.Bonus.Micros ?? 0) <= long.MaxValue;
    }

    /// <summary>
    /// While the gateway worked, the attempt may have been given up, or have lost its share of the day to another: then nobody may pay it.
    /// </summary>
    private async Task<StartTopUpResult> OpenAsync(
        TopUpRow row, PaymentIntent intent, DailyLimit? limit, Func<UnitOfWork, TopUp, Task>? alongside,
        CancellationToken cancellationToken)
    {
        var topUp = ToTopUp(row, intent);
        var opening = await database.InTransactionAsync(
            async db =>
            {
                if (!await rows.SetIntentAsync(db, row.Id, intent.Id, secrets.Protect(intent.ClientSecret), cancellationToken))
                    return Opening.NotHere;
                if (!await TopUpDays.TryReserveAsync(db, row, limit, time.GetUtcNow(), cancellationToken))
                    return Opening.NoRoom;
                if (alongside is not null)
                    await alongside(db, topUp);
                return Opening.Opened;
            },
            static x => x is not Opening.NoRoom,
            cancellationToken);
        if (opening is Opening.Opened || (await rows.FindAsync(row.Id, cancellationToken))!.PaymentIntentId == intent.Id)
            return new StartTopUpResult.Started(topUp);
        await gateway.CancelIntentAsync(intent.Id, cancellationToken);
        var reason = text["The payment was given up before it began. You were not charged."];
        await fail.ExecuteAsync(row, intent.Id, reason, DeclineKind.None, cancellationToken);
        return opening is Opening.NoRoom
            ? new StartTopUpResult.LimitReached(await limits.ExplainAsync(row.UserId, limit!, cancellationToken))
            : new StartTopUpResult.GatewayFailed(new GatewayError("payment_canceled", reason, OutcomeUnknown: false));
    }

    private async Task<TopUpRows.StoredTopUp> StoreAsync(
        StartTopUp request, long cents, Payer payer, DailyLimit? limit, CancellationToken cancellationToken)
    {
        var stored = await rows.StoreAsync(request, cents, Hash(request), gateway.Name, payer, limit, cancellationToken);
        return stored.Fits || !await makeRoom.ExecuteAsync(request.UserId, cancellationToken)
            ? stored
            : await rows.StoreAsync(request, cents, Hash(request), gateway.Name, payer, limit, cancellationToken);
    }

    // Nothing that may change between two attempts: the gateway refuses a repeated key with other parameters.
    private CreatePaymentIntent Describe(TopUpRow row) =>
        new(row.Id, row.AmountCents, $"Credit purchase {row.Id}", TopUpMetadata.Of(row, tenant))
        { CustomerId = row.CustomerId, Kinds = row.ReadKinds() };

    private async Task<IReadOnlyList<PaymentMethodKind>> KindsAsync(CancellationToken cancellationToken) =>
        (await gateway.GetBrowserSettingsAsync(cancellationToken))?.Kinds ?? [PaymentMethodKind.Card];

    private long? CentsOf(StartTopUp request) => request.Package is { } package
        ? ChargeAmount.CanBeCharged(package.PriceUsd) ? package.PriceUsd.Cents : null
        : ChargeAmount.TryGetPrice(request.Amount, tenant.Settings.Get<CreditUnit>("credits"))?.Cents;

    private static TopUp ToTopUp(TopUpRow row, PaymentIntent intent) => new(
        row.Id, row.UserId, row.Amount, TopUpStatus.Pending, intent.Id, intent.ClientSecret, null, row.CreatedAt)
        { AmountCents = row.AmountCents, Bonus = row.Bonus };

    private static string Hash(StartTopUp request) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    $"{request.UserId}\n{request.Amount.Micros}\n{request.Purpose}\n{request.ReturnUrl}"
                    + $"{(request.Package is { } package ? "\n" + package.Id : "")}")));

    private enum Opening
    {
        Opened,

        /// <summary>By a request with the same key, or not at all: it has ended.</summary>
        NotHere,
        NoRoom,
    }
}
