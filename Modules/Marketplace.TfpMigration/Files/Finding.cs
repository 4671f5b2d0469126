namespace Marketplace.TfpMigration.Files;

/// <summary>Something that is wrong with, or worth knowing about, an old user file.</summary>
/// <param name="Field">Where, for example <c>transactions[3].timestamp</c>; empty for the file as a whole.</param>
/// <param name="Detail">The value or name that the sentence mentions.</param>
internal sealed record Finding(string Field, FindingKind Kind, string Detail = "")
{
    public bool IsError => Kind < FindingKind.BalanceDiffers;
}

/// <summary>Errors first: any of them refuses the whole run. From <see cref="BalanceDiffers"/> on they are remarks.</summary>
internal enum FindingKind
{
    NoFiles,
    Unreadable,
    FileTooLarge,
    NotJson,
    NotAnObject,
    Missing,
    WrongType,
    BadText,
    BadEmail,
    NotANumber,
    TooPrecise,
    OutOfRange,
    Negative,
    BadTime,
    UnknownType,
    AlreadyInDollars,
    TwoAmounts,
    DuplicateTransaction,
    TransferToSelf,
    DuplicateEmail,
    DuplicateFile,

    BalanceDiffers,
    BelowZero,
    ZeroAmount,
    NotCompleted,
    OutOfOrder,
    IgnoredFile,
    ChangedSince,
    InDebt,
    Spent,
}
