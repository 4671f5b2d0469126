using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;

namespace Marketplace.Payments.Refunds;

/// <param name="Id">Of the row that is to be: made with the form, so that a form sent twice is one refund.</param>
/// <param name="AmountCents">Above zero, at most what is left of the payment.</param>
/// <param name="Note">For other operators; at most <see cref="MaxNote"/> characters.</param>
/// <param name="OperatorId">Who asks for it.</param>
internal sealed record RefundTopUp(string Id, string TopUpId, long AmountCents, RefundReason Reason, string Note, string OperatorId)
{
    public const int MaxNote = 500;
}

internal abstract record RefundResult
{
    private RefundResult()
    {
    }

    /// <summary>The gateway has it: done or on its way. The credits left the wallet.</summary>
    public sealed record Made(RefundRow Refund) : RefundResult;

    /// <summary>The wallet does not cover it: it is made when a second person approves it. Nothing moved.</summary>
    public sealed record Waiting(string ApprovalId) : RefundResult;

    /// <summary>It may or may not be made. It is asked again by itself, under the same key.</summary>
    public sealed record Unknown(RefundRow Refund) : RefundResult;

    /// <summary>The gateway made none; nothing moved.</summary>
    public sealed record Refused(RefundRow Refund) : RefundResult;

    /// <summary>Nothing of this tenant has this id.</summary>
    public sealed record NotFound : RefundResult;

    /// <summary>It was never paid.</summary>
    public sealed record NotPaid : RefundResult;

    /// <summary>Nobody sends their own payment back: its credits may have been given away already.</summary>
    public sealed record OwnPayment : RefundResult;

    /// <summary>The bank took the money back already.</summary>
    public sealed record Disputed : RefundResult;

    public sealed record ExceedsLeft(long LeftCents) : RefundResult;

    /// <summary>The id belongs to another refund.</summary>
    public sealed record KeyReused : RefundResult;
}
