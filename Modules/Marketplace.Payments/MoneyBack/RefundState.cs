using System.Diagnostics;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.MoneyBack;

/// <summary>How far a refund is, in the words of its row.</summary>
internal enum RefundState
{
    /// <summary>Stored; whether the gateway has it is not known yet. It is asked again under the same key.</summary>
    Asked,

    /// <summary>The gateway said no; nothing moved.</summary>
    Refused,
    Pending,
    RequiresAction,
    Succeeded,
    Failed,
    Canceled,
}

internal static class RefundStates
{
    extension(RefundState state)
    {
        /// <summary>The customer has the money, or will have it unless the bank sends it back.</summary>
        public bool MoneyIsGone => state is RefundState.Pending or RefundState.RequiresAction or RefundState.Succeeded;

        /// <summary>Its cents can be refunded again.</summary>
        public bool IsOver => state is RefundState.Refused or RefundState.Failed or RefundState.Canceled;

        private int Rank => state switch
        {
            RefundState.Asked => 0,
            RefundState.Refused => 1,
            RefundState.Pending or RefundState.RequiresAction => 2,
            RefundState.Succeeded => 3,
            RefundState.Failed or RefundState.Canceled => 4,
            _ => throw new UnreachableException(),
        };

        /// <summary>Whether what is heard is later in a refund's life than what is known: messages come in any order.</summary>
        public bool MayBecome(RefundState next) =>
            next != state && next.Rank >= state.Rank && state is not (RefundState.Failed or RefundState.Canceled);
    }

    public static RefundState Of(RefundStatus status) => status switch
    {
        RefundStatus.Pending => RefundState.Pending,
        RefundStatus.RequiresAction => RefundState.RequiresAction,
        RefundStatus.Succeeded => RefundState.Succeeded,
        RefundStatus.Failed => RefundState.Failed,
        RefundStatus.Canceled => RefundState.Canceled,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of a refund."),
    };
}
