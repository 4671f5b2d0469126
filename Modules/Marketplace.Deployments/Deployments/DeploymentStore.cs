using Marketplace.Data;
using Marketplace.Deployments.Grid;

namespace Marketplace.Deployments.Deployments;

internal sealed class DeploymentStore(IDatabase database)
{
    private const string Columns =
        """
        id, user_id, order_id, service_id, name, kind, vcpu, ram_gb, ssd_gb, attributes, price, commission_amount, grid_payment_amount,
        tft_amount,
        grid_deployment_id, status, error_message, connection_details, period, billing_anchor_at, next_renewal_at, created_at, updated_at
        """;

    public async Task<Deployment?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleOrDefaultAsync<Deployment>(
            $"select {Columns} from deployments where id = @id", new { id }, cancellationToken);
    }

    /// <summary>Null also for somebody else's.</summary>
    public async Task<Deployment?> FindOwnAsync(string id, string userId, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } deployment && deployment.UserId == userId ? deployment : null;

    /// <summary>Newest first.</summary>
    public async Task<DeploymentPage> ListAsync(DeploymentFilter filter, CancellationToken cancellationToken)
    {
        var where = new List<string>(2);
        if (filter.UserIds is not null)
            where.Add(database.Dialect.In("user_id", "users"));
        if (filter.Status is not null)
            where.Add("status = @status");
        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<Deployment>(
            $"""
             select {Columns} from deployments {(where.Count > 0 ? "where " + string.Join(" and ", where) : "")}
             order by id desc limit @take offset @skip
             """,
            new { users = (filter.UserIds ?? []).ToArray(), status = filter.Status?.ToString(), take = filter.Size + 1,
                skip = (filter.Page - 1) * filter.Size },
            cancellationToken);
        return new DeploymentPage([.. rows.Take(filter.Size)], rows.Count > filter.Size);
    }

    /// <summary>Those that have been starting without a change since <paramref name="before"/>, oldest first.</summary>
    public async Task<IReadOnlyList<Deployment>> ListStuckAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<Deployment>(
            $"select {Columns} from deployments where status in ('Queued', 'Provisioning') and updated_at < @before order by id limit 100",
            new { before },
            cancellationToken);
    }

    public static Task InsertAsync(UnitOfWork transaction, Deployment deployment, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            """
            insert into deployments (id, user_id, order_id, service_id, name, kind, vcpu, ram_gb, ssd_gb, attributes, price,
            commission_amount,
              grid_payment_amount, status, period, created_at, updated_at)
            values (@Id, @UserId, @OrderId, @ServiceId, @Name, @Kind, @Vcpu, @RamGb, @SsdGb, @Attributes, @Price, @CommissionAmount,
              @GridPaymentAmount, @status, @period, @CreatedAt, @UpdatedAt)
            """,
            new
            {
                deployment.Id, deployment.UserId, deployment.OrderId, deployment.ServiceId, deployment.Name, deployment.Kind,
                    deployment.Vcpu,
                deployment.RamGb, deployment.SsdGb, deployment.Attributes, deployment.Price, deployment.CommissionAmount,
                deployment.GridPaymentAmount, status = deployment.Status.ToString(), period = deployment.Period.ToString(),
                deployment.CreatedAt,
                deployment.UpdatedAt,
            },
            cancellationToken);

    /// <summary>Each change of status names the one it starts from, so that a repeated step changes nothing.</summary>
    /// <returns>False when it was in another status.</returns>
    public static async Task<bool> ToProvisioningAsync(
        UnitOfWork transaction, string id, string gridDeploymentId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            "update deployments set status = 'Provisioning', grid_deployment_id = @gridDeploymentId, updated_at = @now where id = @id and "
            + "status = 'Queued'",
            new { id, gridDeploymentId, now },
            cancellationToken) == 1;

    public static Task TouchAsync(UnitOfWork transaction, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            "update deployments set updated_at = @now where id = @id and status = 'Provisioning'", new { id, now }, cancellationToken);

    /// <inheritdoc cref="ToProvisioningAsync"/>
    public static async Task<bool> ToRunningAsync(
        UnitOfWork transaction, string id, ConnectionDetails connection, DateTimeOffset now, DateTimeOffset? nextRenewalAt,
        CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            """
            update deployments set status = 'Running', connection_details = @connection, billing_anchor_at = @now,
            next_renewal_at = @nextRenewalAt,
              updated_at = @now
            where id = @id and status = 'Provisioning'
            """,
            new { id, connection = connection.ToJson(), now, nextRenewalAt },
            cancellationToken) == 1;

    /// <inheritdoc cref="ToProvisioningAsync"/>
    public static async Task<bool> ToFailedAsync(
        UnitOfWork transaction, string id, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            "update deployments set status = 'Failed', error_message = @reason, updated_at = @now where id = @id and status in ('Queued', "
            + "'Provisioning')",
            new { id, reason, now },
            cancellationToken) == 1;
}

/// <param name="UserIds">Null for everybody's.</param>
/// <param name="Page">From 1.</param>
internal sealed record DeploymentFilter(IReadOnlyList<string>? UserIds, DeploymentStatus? Status, int Page, int Size);

internal sealed record DeploymentPage(IReadOnlyList<Deployment> Deployments, bool HasMore);
