using Marketplace.Credits.Points;

namespace Marketplace.TfpMigration.Runs;

/// <summary>One user of a run, without the file's bytes.</summary>
internal sealed record TfpUserRow
{
    public required string Id { get; init; }

    public required string RunId { get; init; }

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    public required string Email { get; init; }

    public required string EmailKey { get; init; }

    /// <summary>Hundred-thousandths of a point.</summary>
    public required long Points { get; init; }

    /// <summary>Entries that the ledger gets.</summary>
    public required int Entries { get; init; }

    /// <summary>One of <see cref="UserState"/>.</summary>
    public required string State { get; init; }

    public string? UserId { get; init; }

    /// <summary>What the account could spend before; null without an account.</summary>
    public CreditAmount? BalanceBefore { get; init; }

    /// <summary>What this user gets, or got.</summary>
    public required CreditAmount Credited { get; init; }

    public DateTimeOffset? AppliedAt { get; init; }

    public TfpAmount Balance => new(Points);

    public CreditAmount? After => State switch
    {
        UserState.Ready or UserState.Applied => BalanceBefore + Credited,
        UserState.NoAccount or UserState.Unconfirmed or UserState.Waiting => Credited,
        _ => BalanceBefore,
    };
}
