using Marketplace.Credits.Verification.Notices;
using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Runs;
using Marketplace.Credits.Verification.Seals;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Verification;

internal static class VerificationRegistration
{
    public static IServiceCollection AddVerification(this IServiceCollection services) =>
        services
            .AddDataMigration<VerificationTables>()
            .AddRules()
            .AddSingleton<ReadEntryFacts>()
            .AddSingleton<SealEntries>()
            .AddSingleton<ComputeDigest>()
            .AddSingleton<LedgerCheckRows>()
            .AddSingleton<IAuditActs, VerificationActs>()
            .AddSingleton<ReadLedgerChecks>()
            .AddSingleton<VerifyLedger>()
            .AddBackgroundTask<SealEntriesTask>()
            .AddBackgroundTask<VerifyLedgerTask>()
            .AddJob<VerifyLedgerJob, VerificationRequest>()
            .AddTenantCommand<VerifyCommand>()
            .AddEventHandler<LedgerCheckFailed, TellAdministrators>()
            .AddToZone<LedgerAttentionViewComponent>(Zones.AdminAttention, order: 5, Permissions.ViewLedger);

    /// <summary>In the order in which they are checked and shown.</summary>
    private static IServiceCollection AddRules(this IServiceCollection services) =>
        services
            .AddSingleton<LedgerRule, EntriesBelongToAccounts>()
            .AddSingleton<LedgerRule, EntriesAreNumberedWithoutGap>()
            .AddSingleton<LedgerRule, EntriesStartWhereTheLastEnded>()
            .AddSingleton<LedgerRule, EntriesEndWhereTheirAmountLeads>()
            .AddSingleton<LedgerRule, BalancesAreSumsOfEntries>()
            .AddSingleton<LedgerRule, TransactionsSumToZero>()
            .AddSingleton<LedgerRule, TransactionsHaveEntries>()
            .AddSingleton<LedgerRule, TransactionsStayInOneAsset>()
            .AddSingleton<LedgerRule, EntriesMatchTheirTransaction>()
            .AddSingleton<LedgerRule, SystemEntriesBelongToTransactions>()
            .AddSingleton<LedgerRule, ReversalsHaveTheirOriginal>()
            .AddSingleton<LedgerRule, NothingIsReversedTwice>()
            .AddSingleton<LedgerRule, DebtComesFromReversals>()
            .AddSingleton<LedgerRule, HeldIsTheSumOfOpenHolds>()
            .AddSingleton<LedgerRule, HoldsBelongToAccounts>()
            .AddSingleton<LedgerRule, OnlyClosedHoldsHaveAnEnd>()
            .AddSingleton<LedgerRule, CapturedHoldsHaveOneTransaction>()
            .AddSingleton<LedgerRule, CapturesCloseTheirHold>()
            .AddSingleton<LedgerRule, CapturesTakeWhatTheirHoldSays>()
            .AddSingleton<LedgerRule, OpenHoldsReserveLots>()
            .AddSingleton<LedgerRule, OpenLotsAreWhatCanBeSpent>()
            .AddSingleton<LedgerRule, LotsWithCreditsAreOpen>()
            .AddSingleton<LedgerRule, LotsHoldWhatMovementsLeft>()
            .AddSingleton<LedgerRule, LotsBelongToAccounts>()
            .AddSingleton<LedgerRule, LotMovementsBelongToLots>()
            .AddSingleton<LedgerRule, ReservationsBelongToHolds>()
            .AddSingleton<LedgerRule, SystemTotalsAreSumsOfEntries>()
            .AddSingleton<LedgerRule, SealsBelongToEntries>()
            .AddSingleton<LedgerRule, SealsMatchEntries>();
}
