using Marketplace.TfpMigration.Runs;
using Microsoft.Extensions.Localization;

namespace Marketplace.TfpMigration.Report;

/// <summary>What screens call the states of runs and of their users, and how they look.</summary>
internal sealed class StateNames(IStringLocalizer<StateNames> text)
{
    public (string Kind, string Text) OfRun(string state) => state switch
    {
        RunState.Checking => ("info", text["Checking"]),
        RunState.Refused => ("danger", text["Refused"]),
        RunState.Checked => ("info", text["Checked"]),
        RunState.Applying => ("info", text["Migrating"]),
        RunState.Applied => ("success", text["Migrated"]),
        RunState.RollingBack => ("info", text["Rolling back"]),
        RunState.RolledBack => ("neutral", text["Rolled back"]),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a run."),
    };

    public (string Kind, string Text) OfUser(string state) => state switch
    {
        UserState.Ready => ("info", text["Ready"]),
        UserState.NoAccount => ("warning", text["No account yet"]),
        UserState.Unconfirmed => ("warning", text["Address not confirmed"]),
        UserState.Before => ("neutral", text["Migrated before"]),
        UserState.Applied => ("success", text["Migrated"]),
        UserState.Waiting => ("warning", text["Waits for sign-up"]),
        UserState.RolledBack => ("neutral", text["Rolled back"]),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a user."),
    };
}
