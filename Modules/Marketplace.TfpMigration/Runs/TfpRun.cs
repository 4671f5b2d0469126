namespace Marketplace.TfpMigration.Runs;

/// <summary>One migration from its check to its end. Only one at a time is in a state that works (<see cref="RunState.IsOpen"/>).</summary>
internal sealed record TfpRun
{
    public required string Id { get; init; }

    /// <summary>One of <see cref="RunState"/>.</summary>
    public required string State { get; init; }

    /// <summary>Whether a check without errors is followed by the migration at once.</summary>
    public required bool GoesOn { get; init; }

    /// <summary>What people call the folder.</summary>
    public required string Source { get; init; }

    /// <summary>Absolute.</summary>
    public required string Folder { get; init; }

    public required int Files { get; init; }

    /// <summary>Files of the current step that are finished.</summary>
    public required int Done { get; init; }

    /// <summary>Why the last attempt to go on or back was refused.</summary>
    public string? Refusal { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    public DateTimeOffset? AppliedAt { get; init; }

    public DateTimeOffset? RolledBackAt { get; init; }

    public bool IsOpen => RunState.IsOpen(State);
}

internal static class RunState
{
    public const string Checking = "checking";

    /// <summary>The check found errors; nothing of the files was kept.</summary>
    public const string Refused = "refused";

    /// <summary>The dry run is over and its report there.</summary>
    public const string Checked = "checked";
    public const string Applying = "applying";
    public const string Applied = "applied";
    public const string RollingBack = "rolling-back";
    public const string RolledBack = "rolled-back";

    public static bool IsOpen(string state) => state is Checking or Applying or RollingBack;
}

/// <summary>Where one user of a run stands.</summary>
internal static class UserState
{
    /// <summary>Has an account with a confirmed address.</summary>
    public const string Ready = "ready";

    /// <summary>Before the migration: nobody has registered with this address yet. Afterwards <see cref="Waiting"/>.</summary>
    public const string NoAccount = "no-account";

    /// <summary>Somebody registered with this address but has not shown that it is theirs: they get nothing before they have.</summary>
    public const string Unconfirmed = "unconfirmed";

    /// <summary>An earlier run brought this user over.</summary>
    public const string Before = "before";
    public const string Applied = "applied";

    /// <summary>Brought over as soon as somebody confirms the address.</summary>
    public const string Waiting = "waiting";
    public const string RolledBack = "rolled-back";
}
