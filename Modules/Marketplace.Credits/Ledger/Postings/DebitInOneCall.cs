using System.Text.Json;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Postings;

/// <summary>
/// Debits by <see cref="DebitProcedure"/>: in the caller's transaction, or, without one, as a transaction of their own in the same round
/// trip.
/// </summary>
internal sealed class DebitInOneCall(IOutbox outbox)
{
    /// <returns>The account afterwards, or null when the key was used before or fewer credits are available.</returns>
    public async Task<AccountRow?> ExecuteAsync(DbSession db, CheckedPosting debit, CancellationToken cancellationToken)
    {
        var account = await db.QuerySingleOrDefaultAsync<AccountRow>(DebitProcedure.Call, ToRow(debit, place: 0), cancellationToken);
        if (db is UnitOfWork transaction)
            transaction.OnCommitted(outbox.Wake);
        else
            outbox.Wake();
        return account;
    }

    /// <returns>For each debit, in order, what <see cref="ExecuteAsync(DbSession, CheckedPosting, CancellationToken)"/> returns.</returns>
    public async Task<AccountRow?[]> ExecuteAsync(DbSession db, IReadOnlyList<CheckedPosting> debits, CancellationToken cancellationToken)
    {
        var batch = JsonSerializer.Serialize(debits.Select(ToRow), JsonSerializerOptions.Web);
        var accounts = new AccountRow?[debits.Count];
        foreach (var account in await db.QueryAsync<PlacedAccount>(DebitProcedure.CallMany, new { batch }, cancellationToken))
            accounts[account.Place] = account;
        outbox.Wake();
        return accounts;
    }

    private DebitRow ToRow(CheckedPosting debit, int place)
    {
        var (posting, row) = debit;
        var told = outbox.Prepare(new WalletChanged(posting.UserId, posting.Asset, row.Id) { IsDebit = true });
        return new DebitRow(
            place, posting.UserId, posting.Asset, -posting.Amount.Micros, row.Id, row.IdempotencyKey, row.RequestHash, row.Type.ToString(),
            row.Description,
            JsonSerializer.Serialize(row.Metadata), row.CreatedAt, posting.Counterpart.Id(posting.Asset), told.Id, told.Name, told.Payload);
    }

    private sealed record DebitRow(
        int Place, string Owner, string Asset, long Amount, string Id, string Key, string Hash, string Type, string Description,
        string Metadata, DateTimeOffset At, string SystemId, string EventId, string EventName, string EventPayload);

    private sealed record PlacedAccount : AccountRow
    {
        public required int Place { get; init; }
    }
}
