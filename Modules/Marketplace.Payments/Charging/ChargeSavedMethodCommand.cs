using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marketplace.Data;
using Marketplace.Payments.Amounts;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Limits;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Charging;

/// <summary>
/// Attempt row, then charge, then credits. The row's id is the gateway's idempotency key, so that after a lost answer or a killed process
/// the same charge is asked for again. What is certain to have failed is closed for good, and its intent with it.
/// </summary>
internal sealed class ChargeSavedMethodCommand(
    IDatabase database,
    TopUpRows rows,
    IPaymentGateway gateway,
    IPaymentMethods methods,
    ApplyIntentCommand apply,
    FailTopUp fail,
    ClientSecrets secrets,
    DailyLimits limits,
    FindLostIntent lost,
    ITenant tenant,
    IStringLocalizer<ChargeSavedMethodCommand> text)
{
    public async Task<ChargeResult> ExecuteAsync(ChargeSavedMethod request, CancellationToken cancellationToken)
    {
        if (ChargeAmount.TryGetPrice(request.Amount, tenant.Settings.Get<CreditUnit>("credits")) is not { Cents: var cents })
            return new ChargeResult.InvalidAmount(ChargeAmount.Explain(text));
        var hash = Hash(request);
        var limit = await limits.ReadAsync(request.UserId, cancellationToken);
        var (row, fits) = await rows.StoreAsync(request, cents, hash, gateway.Name, limit, cancellationToken);
        if (!fits)
            return new ChargeResult.LimitReached(await limits.ExplainAsync(request.UserId, limit!, cancellationToken));
        if (row.RequestHash != hash)
            return new ChargeResult.KeyReused();
        if (row.Status is TopUpStatus.Succeeded or TopUpStatus.Failed)
            return Answer(row);
        return row.PaymentIntentId is { } intentId
            ? await AskAsync(row, intentId, cancellationToken)
            : await ChargeAsync(row, cancellationToken);
    }

    /// <summary>Carries on with an attempt that nobody asks for any more.</summary>
    /// <param name="mayAskAgain">False where the gateway may have forgotten the key: then the same request would be a second
    /// charge.</param>
    public async Task<ChargeResult> ResumeAsync(TopUpRow row, bool mayAskAgain, CancellationToken cancellationToken) =>
        row.Status is TopUpStatus.Succeeded or TopUpStatus.Failed ? Answer(row)
        : row.PaymentIntentId is { } intentId ? await AskAsync(row, intentId, cancellationToken)
        : mayAskAgain ? await ChargeAsync(row, cancellationToken)
        : await FindOrDeclineAsync(
            row, text["The payment provider never answered. You were not charged."], DeclineKind.None, cancellationToken);

    private async Task<ChargeResult> ChargeAsync(TopUpRow row, CancellationToken cancellationToken)
    {
        if (await methods.FindAsync(row.UserId, row.PaymentMethodId!, cancellationToken) is not { } method)
            return await FindOrDeclineAsync(
                row, text["The card is no longer saved. You were not charged."], DeclineKind.ReplaceMethod, cancellationToken);
        var charge = new OffSessionCharge(
            row.Id, row.AmountCents, $"Credit purchase {row.Id}", TopUpMetadata.Of(row, tenant), method.CustomerId, method.Id)
            { Kind = method.Kind };
        var charged = await gateway.ChargeOffSessionAsync(charge, cancellationToken);
        return charged.Value is { } intent
            ? await ApplyAsync(row, intent, cancellationToken)
            : await RefuseAsync(row, charged.Error!, cancellationToken);
    }

    /// <summary>It cannot be asked for again, but an earlier request whose answer was lost may have been charged.</summary>
    private async Task<ChargeResult> FindOrDeclineAsync(
        TopUpRow row, string message, DeclineKind decline, CancellationToken cancellationToken) =>
        await lost.ExecuteAsync(row, cancellationToken) switch
        {
            LostIntent.Found found => await ApplyAsync(row, found.Intent, cancellationToken),
            LostIntent.None => await DeclineAsync(row, intentId: null, message, decline, cancellationToken),
            LostIntent.Unknown => new ChargeResult.Unknown(secrets.Reveal(row)),
            _ => throw new UnreachableException(),
        };

    /// <summary>The gateway answered once: its word on that intent holds.</summary>
    private async Task<ChargeResult> AskAsync(TopUpRow row, string intentId, CancellationToken cancellationToken)
    {
        var asked = await gateway.GetIntentAsync(intentId, cancellationToken);
        return asked.Value is { } intent ? await ApplyAsync(row, intent, cancellationToken) : new ChargeResult.Unknown(secrets.Reveal(row));
    }

    private async Task<ChargeResult> ApplyAsync(TopUpRow row, PaymentIntent intent, CancellationToken cancellationToken)
    {
        await KeepAsync(row, intent, cancellationToken);
        // Refused after a while: no owner is there to try it with another card.
        if (intent is { Status: PaymentIntentStatus.RequiresPaymentMethod, FailureMessage: { } why,
            Decline: not DeclineKind.AuthenticationRequired })
            return await DeclineAsync(row, intent.Id, why, intent.Decline, cancellationToken);
        await apply.ExecuteAsync(intent, cancellationToken);
        return Answer((await rows.FindAsync(row.Id, cancellationToken))!);
    }

    private async Task<ChargeResult> RefuseAsync(TopUpRow row, GatewayError error, CancellationToken cancellationToken)
    {
        if (error is { Decline: DeclineKind.AuthenticationRequired, Intent: { } open })
        {
            await KeepAsync(row, open, cancellationToken);
            await rows.SetMessageAsync(row.Id, error.CustomerMessage, cancellationToken);
            return Answer((await rows.FindAsync(row.Id, cancellationToken))!);
        }

        if (error.SaysNothing)
        {
            await rows.SetMessageAsync(row.Id, error.CustomerMessage, cancellationToken);
            return new ChargeResult.Unknown(secrets.Reveal(row));
        }

        return await DeclineAsync(row, error.Intent?.Id, error.CustomerMessage, error.Decline, cancellationToken);
    }

    /// <summary>An open intent is closed at the gateway too, so that nothing can pay it later.</summary>
    private async Task<ChargeResult> DeclineAsync(
        TopUpRow row, string? intentId, string message, DeclineKind decline, CancellationToken cancellationToken)
    {
        if (intentId is not null && (await gateway.CancelIntentAsync(intentId, cancellationToken)).Error is not null
            && (await gateway.GetIntentAsync(intentId, cancellationToken)).Value is { Status: PaymentIntentStatus.Succeeded } paid)
            return await ApplyAsync(row, paid, cancellationToken);
        if (!await fail.ExecuteAsync(row, intentId, message, decline, cancellationToken))
            await rows.SetDeclineAsync(row.Id, decline, cancellationToken);
        return Answer((await rows.FindAsync(row.Id, cancellationToken))!);
    }

    private Task KeepAsync(TopUpRow row, PaymentIntent intent, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => rows.SetIntentAsync(db, row.Id, intent.Id, secrets.Protect(intent.ClientSecret), cancellationToken), cancellationToken);

    private ChargeResult Answer(TopUpRow row)
    {
        var topUp = secrets.Reveal(row);
        return row.Status switch
        {
            TopUpStatus.Succeeded => new ChargeResult.Credited(topUp),
            TopUpStatus.Failed => new ChargeResult.Declined(topUp, row.Decline),
            TopUpStatus.Created or TopUpStatus.Pending when row.FailureMessage is not null =>
                new ChargeResult.AuthenticationRequired(topUp),
            TopUpStatus.Created or TopUpStatus.Pending => new ChargeResult.Processing(topUp),
            _ => throw new UnreachableException(),
        };
    }

    private static string Hash(ChargeSavedMethod request)
    {
        var facts = JsonSerializer.Serialize(request.Facts.OrderBy(x => x.Key, StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{request.UserId}\n{request.Amount.Micros}\n{request.PaymentMethodId}\n{request.Type}\n{request.Reference}\n{facts}")));
    }
}
