using System.Diagnostics;
using System.Globalization;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Transfers;

/// <summary>Sends credits to another customer. The same key again answers what the first call answered, and moves nothing.</summary>
internal sealed class SendCredits(
    ReviewTransfer reviewTransfer,
    ILedger ledger,
    TransferSettings settings,
    CreditUnit unit,
    IDatabase database,
    IOutbox outbox,
    TimeProvider time,
    IStringLocalizer<SendCredits> text)
{
    public async Task<SendResult> ExecuteAsync(SendRequest request, CancellationToken cancellationToken)
    {
        await using (var db = await database.OpenAsync(cancellationToken))
        {
            if (await ReplayAsync(db, request, cancellationToken) is { } replayed)
                return replayed;
        }

        var (review, refusal) = await reviewTransfer.ExecuteAsync(request.SenderId, request.To, request.Amount, cancellationToken);
        if (refusal is not null)
            return new SendResult.Refused(refusal);
        return await database.InTransactionAsync(
            db => MoveAsync(db, request, review!, cancellationToken), x => x is SendResult.Sent { Replayed: false }, cancellationToken);
    }

    private async Task<SendResult> MoveAsync(UnitOfWork db, SendRequest request, TransferReview review, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!await TransferRows.TryClaimAsync(db, request, review.Recipient.Id, now, cancellationToken))
            return (await ReplayAsync(db, request, cancellationToken))!;
        if (!await TransferDays.TryAddAsync(db, request.SenderId, request.Amount, settings.MostPerDay, now, cancellationToken))
        {
            var sent = await TransferDays.ReadSentAsync(db, request.SenderId, now, cancellationToken);
            return new SendResult.Refused(TransferRules.CheckDay(settings, request.Amount, sent)!);
        }

        switch (await ledger.TransferAsync(db, Order(request, review), cancellationToken))
        {
            case TransferResult.Transferred moved:
                await TransferRows.CompleteAsync(db, request, moved.TransactionId, moved.BalanceAfter, cancellationToken);
                await outbox.WriteAsync(
                    db,
                    new CreditsTransferred(
                        moved.TransactionId, request.SenderId, review.Recipient.Id, request.Amount, request.Note,
                        CultureInfo.CurrentUICulture.Name)
                    {
                        ById = !request.ByAddress,
                    },
                    cancellationToken);
                return new SendResult.Sent(moved.TransactionId, moved.BalanceAfter, Replayed: false);
            case TransferResult.InsufficientBalance tooLow:
                return new SendResult.Refused(new TransferRefusal.TooLow(tooLow.Required, tooLow.Available));
            case TransferResult.ReceiverFull:
                return new SendResult.Refused(new TransferRefusal.CannotReceive());
            case TransferResult.SameCustomer or TransferResult.KeyReused:
                throw new InvalidOperationException("A claimed transfer was checked for this.");
            default:
                throw new UnreachableException();
        }
    }

    private TransferOrder Order(SendRequest request, TransferReview review)
    {
        var recipient = request.ByAddress ? review.Recipient.Email : review.Recipient.Id;
        var description = text["Transfer from {0} to {1}", review.Sender.Email, recipient].Value;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["to_user"] = review.Recipient.Id,
            ["from_user"] = request.SenderId,
            ["amount_usd"] = unit.UsdText(request.Amount),
        };
        if (request.Note.Length > 0)
            metadata["note"] = request.Note;
        return new TransferOrder(
            $"transfer:{request.SenderId}:{request.Key}", request.SenderId, review.Recipient.Id, request.Amount,
            request.Note.Length > 0 ? $"{description}: {request.Note}" : description, metadata);
    }

    private static async Task<SendResult?> ReplayAsync(DbSession db, SendRequest request, CancellationToken cancellationToken) =>
        await TransferRows.FindAsync(db, request.SenderId, request.Key, cancellationToken) switch
        {
            null => null,
            { } stored when stored.Answers(request) => new SendResult.Sent(stored.TransactionId, stored.BalanceAfter, Replayed: true),
            _ => new SendResult.KeyReused(),
        };
}
