using System.Diagnostics;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;

namespace Marketplace.Payments.Reconciliation.Comparison;

/// <summary>Puts what the gateway says of one object beside what the books say, both as they are now.</summary>
internal sealed class CompareRecord(ReadBooks books, AskGateway ask, ForeignObjects foreign, ITenant tenant)
{
    /// <param name="moved">The sum of the object's movements of the balance, in cents, or null where none is known.</param>
    /// <returns>Null for what is none of this tenant's.</returns>
    public async Task<ComparedObject?> ExecuteAsync(ComparedKind kind, string objectId, long? moved, CancellationToken cancellationToken)
    {
        var booked = await books.FindAsync(kind, objectId, cancellationToken);
        if (booked is not null && moved == booked.Cents)
            return new ComparedObject(kind, objectId, booked, moved);
        if (booked is null && await foreign.IsKnownAsync(objectId, cancellationToken))
            return null;

        // Movements of other days, or on their way: the object itself says how it stands.
        var word = await AskAsync(kind, objectId, cancellationToken);
        if (booked is null && word is { IsOurs: false } or null)
        {
            await foreign.AddAsync(objectId, cancellationToken);
            return null;
        }

        return new ComparedObject(kind, objectId, booked ?? word?.Booked, kind is ComparedKind.TopUp ? moved ?? word?.Cents : word?.Cents)
        {
            Behind = word?.Behind,
            PaymentIntentId = word?.PaymentIntentId,
        };
    }

    private async Task<Word?> AskAsync(ComparedKind kind, string objectId, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case ComparedKind.TopUp:
                return await ask.IntentAsync(objectId, cancellationToken) is { } intent
                    ? await OfIntentAsync(
                        intent, intent.Status is PaymentIntentStatus.Succeeded ? intent.AmountReceivedCents : 0, cancellationToken)
                    : null;
            case ComparedKind.Refund:
                return await ask.RefundAsync(objectId, cancellationToken) is { } refund
                    ? await OfPaymentAsync(
                        refund.PaymentIntentId, RefundStates.Of(refund.Status).MoneyIsGone ? -refund.AmountCents : 0, cancellationToken)
                    : null;
            case ComparedKind.Dispute:
                return await ask.DisputeAsync(objectId, cancellationToken) is { } dispute
                    ? await OfPaymentAsync(
                        dispute.PaymentIntentId, dispute.Status.MoneyIsGone ? -dispute.AmountCents : 0, cancellationToken)
                    : null;
            default:
                throw new UnreachableException();
        }
    }

    private async Task<Word> OfIntentAsync(PaymentIntent intent, long cents, CancellationToken cancellationToken)
    {
        var isOurs = intent.Metadata.GetValueOrDefault("tenant") == tenant.Name && intent.Metadata.ContainsKey("topup_id");
        return new Word(cents, intent.Id, isOurs, isOurs ? await FindByAnswerAsync(intent, cancellationToken) : null);
    }

    /// <summary>A refund or a dispute is this tenant's where its payment is.</summary>
    private async Task<Word> OfPaymentAsync(string? paymentIntentId, long cents, CancellationToken cancellationToken)
    {
        if (paymentIntentId is null)
            return new Word(cents, null, IsOurs: false, Booked: null);
        if (await books.FindAsync(ComparedKind.TopUp, paymentIntentId, cancellationToken) is { } topUp)
            return new Word(cents, paymentIntentId, IsOurs: true, Booked: null) { Behind = topUp };
        var intent = await ask.IntentAsync(paymentIntentId, cancellationToken);
        var isOurs = intent?.Metadata.GetValueOrDefault("tenant") == tenant.Name;
        return new Word(cents, paymentIntentId, isOurs, Booked: null)
        { Behind = isOurs ? await FindByAnswerAsync(intent!, cancellationToken) : null };
    }

    /// <summary>The top-up whose answer, this intent, was lost.</summary>
    private async Task<BookedRecord?> FindByAnswerAsync(PaymentIntent intent, CancellationToken cancellationToken) =>
        intent.Metadata.GetValueOrDefault("topup_id") is { } id ? await books.FindTopUpAsync(id, intent.Id, cancellationToken) : null;

    private sealed record Word(long Cents, string? PaymentIntentId, bool IsOurs, BookedRecord? Booked)
    {
        public BookedRecord? Behind { get; init; }
    }
}

/// <param name="Booked">Null where the books have nothing of it.</param>
/// <param name="GatewayCents">Null where the gateway does not know it.</param>
internal sealed record ComparedObject(ComparedKind Kind, string ObjectId, BookedRecord? Booked, long? GatewayCents)
{
    /// <summary>The top-up that a refund or a dispute is of, which the books have not heard of.</summary>
    public BookedRecord? Behind { get; init; }

    /// <summary>Where the books do not say.</summary>
    public string? PaymentIntentId { get; init; }

    public string? TopUpId => (Booked ?? Behind)?.TopUpId;

    public string? UserId => (Booked ?? Behind)?.UserId;

    public long? BooksCents => Booked?.Cents;

    /// <summary>An object that moved nothing need not be known on the other side.</summary>
    public bool IsEqual => (GatewayCents ?? 0) == (BooksCents ?? 0);
}
