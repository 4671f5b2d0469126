using Marketplace.Payments.Gateways;
using Marketplace.Payments.Reconciliation.Comparison;
using Marketplace.Payments.Reconciliation.Differences;
using Marketplace.Payments.Reconciliation.Runs;

namespace Marketplace.Payments.Reconciliation.Reconciling;

/// <summary>
/// Compares everything that moved money in a few days, on either side, and whatever differed before. A charge of one day may be credited on
/// the next, so objects are compared and not sums of days.
/// </summary>
internal sealed class CompareDays(
    IPaymentGateway gateway, AskGateway ask, ReadBooks books, CompareRecord compare, DifferenceRows differences)
{
    private const int OpenAtOnce = 1000;

    /// <param name="progress">Told the step, done, of so many.</param>
    /// <exception cref="GatewayAwayException">The gateway cannot be asked; what was compared until then is written down.</exception>
    public async Task<IReadOnlyList<RunFigure>> ExecuteAsync(
        ReconciledDays days, Func<RunStep, int, int, Task> progress, CancellationToken cancellationToken)
    {
        var moved = await ReadMovementsAsync(days, progress, cancellationToken);
        var booked = (await books.ListAsync(gateway.Name, days.Since, days.Before, cancellationToken)).Select(x => (x.Kind, x.ObjectId));
        var inDays = moved.Keys.Concat(booked).ToHashSet();
        var again = (await differences.ListOpenAsync(OpenAtOnce, cancellationToken)).Select(x => (x.Kind, x.ObjectId))
            .Where(x => !inDays.Contains(x));
        var all = inDays.Concat(again).ToList();
        var figures = Enum.GetValues<ComparedKind>()
            .ToDictionary(x => x, x => new RunFigure { Kind = x, GatewayCount = 0, GatewayCents = 0, BooksCount = 0, BooksCents = 0 });
        for (var i = 0; i < all.Count; i++)
        {
            var (kind, objectId) = all[i];
            if (await compare.ExecuteAsync(kind, objectId, moved.GetValueOrDefault((kind, objectId)), cancellationToken) is { } found)
            {
                await differences.RecordAsync(found, cancellationToken);
                if (inDays.Contains((kind, objectId)))
                    figures[kind] = figures[kind].Add(found);
            }

            await progress(RunStep.Records, i + 1, all.Count);
        }

        return [.. figures.Values];
    }

    private async Task<Dictionary<(ComparedKind Kind, string ObjectId), long?>> ReadMovementsAsync(
        ReconciledDays days, Func<RunStep, int, int, Task> progress, CancellationToken cancellationToken)
    {
        var rows = new List<BalanceTransaction>();
        var all = days.All.ToList();
        for (var i = 0; i < all.Count; i++)
        {
            rows.AddRange((await ask.DayAsync(all[i], cancellationToken)).Where(x => x.CreatedAt < days.Before));
            await progress(RunStep.Days, i + 1, all.Count);
        }

        return rows.DistinctBy(x => x.Id).Select(x => (Row: x, Object: BalanceMovement.Of(x))).Where(x => x.Object is not null)
            .GroupBy(x => x.Object!.Value, x => x.Row).ToDictionary(x => x.Key, BalanceMovement.Sum);
    }
}
