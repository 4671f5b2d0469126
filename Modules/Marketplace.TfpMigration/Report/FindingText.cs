using Marketplace.TfpMigration.Files;
using Microsoft.Extensions.Localization;

namespace Marketplace.TfpMigration.Report;

/// <summary>The sentence for a finding: what is wrong and how to mend it.</summary>
internal sealed class FindingText(IStringLocalizer<FindingText> text)
{
    public string Of(Finding finding) => finding.Kind switch
    {
        FindingKind.NoFiles => text["The folder holds no .json file. Put the old user files into it."],
        FindingKind.Unreadable => text["The file could not be read. Check its permissions."],
        FindingKind.FileTooLarge => text["The file is larger than 4 MB."],
        FindingKind.NotJson => text["This is not whole JSON: {0} Export the file again.", finding.Detail],
        FindingKind.NotAnObject => text["The file must hold one JSON object, a user."],
        FindingKind.Missing => text["The field is missing or empty."],
        FindingKind.WrongType => text["The field must hold {0}.", finding.Detail],
        FindingKind.BadText => text["The text is longer than 200 characters or holds characters that cannot be shown."],
        FindingKind.BadEmail => text["“{0}” is not an e-mail address.", finding.Detail],
        FindingKind.NotANumber => text["“{0}” is not a plain number such as 150.5.", finding.Detail],
        FindingKind.TooPrecise => text["“{0}” has more than five decimals, which no amount of credits can hold exactly.", finding.Detail],
        FindingKind.OutOfRange => text["The amount is too large: at most a thousand million points."],
        FindingKind.Negative => text["The amount {0} is below zero.", finding.Detail],
        FindingKind.BadTime => text["“{0}” is not a time with its offset, such as 2024-03-01T09:30:00Z.", finding.Detail],
        FindingKind.UnknownType => text["“{0}” is no transaction type: Purchase, TopUp, AutoTopUp, Transfer or Earning.", finding.Detail],
        FindingKind.AlreadyInDollars => text["The amount is in dollars: this file was converted before."],
        FindingKind.TwoAmounts => text["There is {0} too, and only one of them can be meant.", finding.Detail],
        FindingKind.DuplicateTransaction => text["The transaction {0} is in the file twice.", finding.Detail],
        FindingKind.TransferToSelf => text["Nobody transfers to themselves."],
        FindingKind.DuplicateEmail => text["The file {0} is for the same address.", finding.Detail],
        FindingKind.DuplicateFile => text["The file {0} is exactly the same.", finding.Detail],
        FindingKind.BalanceDiffers =>
            text[
                "The balance differs from the transactions by {0} TFP. The balance counts; an entry “Balance brought forward” makes up "
                + "for the difference.", finding.Detail],
        FindingKind.BelowZero =>
            text[
                "On their way the transactions go below zero, so {0} TFP are brought forward first and taken back at the end.",
                finding.Detail],
        FindingKind.ZeroAmount => text["The transaction moves nothing and is left out of the history."],
        FindingKind.NotCompleted => text["The transaction is “{0}”, not completed, and is left out of the history.", finding.Detail],
        FindingKind.OutOfOrder => text["The transaction is older than the one before it. The order of the file is kept."],
        FindingKind.IgnoredFile => text["This is no .json file and was left out."],
        FindingKind.ChangedSince => text["This user was brought over before, from a file with other content. This file is left out."],
        FindingKind.InDebt =>
            text[
                "The account owes {0} credits. The balance repays them first, and the old history is kept in the converted record only.",
                finding.Detail],
        FindingKind.Spent =>
            text[
                "{0} credits of what was brought over are spent or reserved. Give them back by an adjustment, then roll back again.",
                finding.Detail],
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Kind, "Not a finding."),
    };
}
