using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;
using Marketplace.Deployments.Deployments;
using Marketplace.Deployments.Grid;
using Marketplace.Orders.Units;
using Microsoft.Extensions.Localization;

namespace Marketplace.Deployments.Provisioning;

/// <summary>The changes of status, each in one transaction with the money that belongs to it (acceptance D8).</summary>
internal sealed class MoveDeployment(
    IDatabase database, IOrders orders, IOutbox outbox, CreditUnit unit, TimeProvider time, IStringLocalizer<MoveDeployment> text)
{
    /// <returns>False when it was not waiting to be submitted any more.</returns>
    public Task<bool> SubmittedAsync(Deployment deployment, string gridDeploymentId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            transaction => DeploymentStore.ToProvisioningAsync(
                transaction, deployment.Id, gridDeploymentId, time.GetUtcNow(), cancellationToken), cancellationToken);

    /// <summary>Somebody looks after it, so nobody else need resume it.</summary>
    public Task SeenAsync(Deployment deployment, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            transaction => DeploymentStore.TouchAsync(transaction, deployment.Id, time.GetUtcNow(), cancellationToken), cancellationToken);

    /// <summary>It runs: the reserved credits are taken. Where they are gone, nothing is delivered.</summary>
    public async Task RunningAsync(Deployment deployment, ConnectionDetails connection, CancellationToken cancellationToken)
    {
        var paid = await database.InTransactionAsync(
            transaction => RunAsync(transaction, deployment, connection, cancellationToken),
            static result => result is not CompleteOrderResult.NotPayable, cancellationToken);
        if (paid is CompleteOrderResult.NotPayable)
            await FailedAsync(deployment, text["The credits reserved for it were released before it ran."], cancellationToken);
    }

    /// <summary>
    /// It cannot run: the reserved credits are free again (S1-31). What is on the grid is taken away afterwards, by
    /// <see cref="CancelWorkload"/>: if it was delivered meanwhile, it is paid for and stays.
    /// </summary>
    public Task FailedAsync(Deployment deployment, string reason, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async transaction =>
            {
                if (!await DeploymentStore.ToFailedAsync(transaction, deployment.Id, reason, time.GetUtcNow(), cancellationToken))
                    return;
                await orders.FailAsync(transaction, deployment.Id, reason, cancellationToken);
                await outbox.WriteAsync(
                    transaction, new DeploymentFailed(deployment.Id, deployment.UserId, deployment.ServiceId, deployment.Name, reason),
                    cancellationToken);
            },
            cancellationToken);

    private async Task<CompleteOrderResult> RunAsync(
        UnitOfWork transaction, Deployment deployment, ConnectionDetails connection, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var renewal = BillingCalendar.NextRenewal(deployment.Period, now, periodsPaid: 1);
        if (!await DeploymentStore.ToRunningAsync(transaction, deployment.Id, connection, now, renewal, cancellationToken))
            return new CompleteOrderResult.AlreadyCompleted();
        var result = await orders.CompleteAsync(transaction, Payment(deployment), cancellationToken);
        if (result is CompleteOrderResult.Completed)
        {
            await outbox.WriteAsync(
                transaction, new DeploymentRunning(deployment.Id, deployment.UserId, deployment.ServiceId, deployment.Name),
                cancellationToken);
        }

        return result;
    }

    /// <summary>The ledger's record of a deployment (S1-14, S0-60), with the platform's commission apart (S1-29).</summary>
    private OrderCompletion Payment(Deployment deployment) =>
        new(
            deployment.Id,
            TransactionType.Deployment,
            $"Deployment: {deployment.Name} ({deployment.Id})",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["deployment_id"] = deployment.Id, ["service_name"] = deployment.Name, ["product_id"] = deployment.ServiceId,
                ["order_id"] = deployment.OrderId,
                ["amount_usd"] = unit.UsdText(deployment.Price),
            })
        {
            Shares =
            [
                new SystemShare(SystemAccount.Commission, deployment.CommissionAmount),
                new SystemShare(SystemAccount.Revenue, deployment.GridPaymentAmount),
            ],
        };
}
