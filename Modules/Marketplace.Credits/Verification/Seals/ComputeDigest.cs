using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Credits.Verification.Walk;
using Marketplace.Data;

namespace Marketplace.Credits.Verification.Seals;

/// <param name="Hash">SHA-256 in hexadecimal.</param>
/// <param name="Entries">How many entries it covers.</param>
internal sealed record LedgerDigest(DateTimeOffset Before, string Hash, long Entries);

/// <summary>
/// One number over the heads of all accounts' chains at a moment of the past. Noted down outside, it shows later that nothing of before was
/// altered, not even by somebody who can rewrite the seals too: the same moment must give the same number for ever.
/// </summary>
internal sealed class ComputeDigest(IDatabase database)
{
    /// <param name="before">Entries sealed from then on do not count. It must be past by more than any open transaction, for example last
    /// midnight.</param>
    public async Task<LedgerDigest> ExecuteAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var entries = 0L;
        await foreach (var range in LedgerWalk.Accounts.RangesAsync(database, cancellationToken))
        {
            foreach (var (account, version, head) in await ReadHeadsAsync(range, before, cancellationToken))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{account} {version} {head}\n")));
                entries += version;
            }
        }

        return new LedgerDigest(before, Convert.ToHexStringLower(hash.GetHashAndReset()), entries);
    }

    private async Task<IReadOnlyList<(string Account, long Version, string Head)>> ReadHeadsAsync(
        KeyRange range, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        db.StatementTimeout = KeyRange.Patience;
        return await db.QueryAsync<(string, long, string)>(
            $"""
             select h.account_id, h.version, s.hash from (
               select account_id, max(version) as version from ledger_seals
               where {range.Of("account_id")} and (sealed_at is null or sealed_at < @before) group by account_id) as h
             join ledger_seals s on s.account_id = h.account_id and s.version = h.version
             order by h.account_id
             """,
            new { after = range.After, upTo = range.UpTo, before },
            cancellationToken);
    }
}
