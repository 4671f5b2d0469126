using System.Diagnostics;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.MoneyBack;

internal static class DisputeStates
{
    extension(DisputeStatus status)
    {
        /// <summary>The bank has the money.</summary>
        public bool MoneyIsGone => status is DisputeStatus.NeedsResponse or DisputeStatus.UnderReview or DisputeStatus.Lost;

        public bool IsInquiry =>
            status is DisputeStatus.WarningNeedsResponse or DisputeStatus.WarningUnderReview or DisputeStatus.WarningClosed;

        /// <summary>The operator or the bank still has something to do.</summary>
        public bool IsOpen =>
            status is DisputeStatus.NeedsResponse or DisputeStatus.UnderReview or DisputeStatus.WarningNeedsResponse
                or DisputeStatus.WarningUnderReview;

        /// <summary>An inquiry may become a dispute, and a lost one may be won after all; nothing comes after that.</summary>
        private int Rank => status switch
        {
            DisputeStatus.WarningNeedsResponse => 0,
            DisputeStatus.WarningUnderReview => 1,
            DisputeStatus.WarningClosed => 2,
            DisputeStatus.NeedsResponse => 3,
            DisputeStatus.UnderReview => 4,
            DisputeStatus.Lost => 5,
            DisputeStatus.Won or DisputeStatus.Prevented => 6,
            _ => throw new UnreachableException(),
        };

        /// <summary>Whether what is heard is later in a dispute's life than what is known: messages come in any order.</summary>
        public bool MayBecome(DisputeStatus next) => next.Rank > status.Rank;
    }
}
