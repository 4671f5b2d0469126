using System.Text.Json;
using Marketplace.Data;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Clawback;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Refunds;

/// <summary>
/// A refund of more than the wallet has: its credits are spent or given away, and the customer owes them afterwards. Once a second person
/// agrees its row is stored, and the gateway is asked after the commit.
/// </summary>
internal sealed class RefundApproval(
    StoreRefund store, RefundTexts texts, IOutbox outbox, TimeProvider time, IStringLocalizer<RefundApproval> text) : IApprovalKind
{
    public const string KindId = "payments.refund";

    public string Id => KindId;

    public string Name => text["Refund of a payment"];

    public string Permission => RefundPermissions.RefundPayments;

    public async Task<ApprovalEffect> ApplyAsync(
        UnitOfWork transaction, Approval approval, string approvedBy, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Deserialize<RefundTopUp>(approval.Payload, TenantSettings.Json)!;
        if (await ClaimedTopUps.LockAsync(transaction, request.TopUpId, cancellationToken) is not { } topUp)
            return Impossible(new RefundResult.NotFound());
        if (await RefundRows.FindAsync(transaction, request.Id, cancellationToken) is not null)
            return Impossible(new RefundResult.KeyReused());
        if (await StoreRefund.WhyNotAsync(transaction, topUp, request, cancellationToken) is { } refusal)
            return Impossible(refusal);
        var cover = await store.CoverAsync(transaction, topUp, request, cancellationToken);
        // As if it had been asked for long enough ago that its answer may be looked for.
        await store.InsertAsync(transaction, topUp, request, cover, time.GetUtcNow() - AskForRefund.Pause, cancellationToken);
        await outbox.WriteAsync(transaction, new RefundApproved(request.Id), cancellationToken);
        return new ApprovalEffect.Done();
    }

    private ApprovalEffect.Impossible Impossible(RefundResult refusal) => new(texts.Of(refusal), refusal);
}

/// <summary>Two people agreed to a refund, whose row is stored.</summary>
[Event("payments.refund-approved")]
internal sealed record RefundApproved(string RefundId);

/// <summary>Asks the gateway for it; an answer that is lost is looked for by <see cref="AskAboutRefunds"/>.</summary>
[StoredName("Marketplace.Payments.SendApprovedRefund")]
[Delivery(Lane.Work)]
internal sealed class SendApprovedRefund(AskForRefund ask) : IEventHandler<RefundApproved>
{
    public Task HandleAsync(RefundApproved approved, string eventId, CancellationToken cancellationToken) =>
        ask.AgainAsync(approved.RefundId, cancellationToken);
}
