using Microsoft.Extensions.Localization;

namespace Marketplace.Credits;

/// <summary>What somebody typed or sent, before anything is looked up.</summary>
internal sealed class TransferInputRules(CreditUnit unit, AmountReader amounts, IStringLocalizer<TransferInputRules> text)
{
    public const int MaxNoteLength = 140;
    private const int MaxRecipientLength = 254;

    /// <returns>What is wrong, or null.</returns>
    public string? CheckAmount(string? typed, out CreditAmount amount) => amounts.ReadCredits(typed, AmountField.Of(unit), out amount);

    /// <summary>Of a program, which sends a number.</summary>
    /// <inheritdoc cref="CheckAmount(string?, out CreditAmount)"/>
    public string? CheckAmount(CreditAmount? sent)
    {
        if (sent is not { IsPositive: true } amount)
            return text["Send a plain number above zero, for example {0}.", AmountField.Of(unit).Write(CreditAmount.FromDecimal(5))];
        if (amount.FitsIn(unit.Decimals))
            return null;
        return unit.Decimals == 0 ? text["Send a whole number."] : text["Send at most {0} decimals.", unit.Decimals];
    }

    /// <param name="recipient">As it is looked up and stored.</param>
    /// <inheritdoc cref="CheckAmount(string?, out CreditAmount)"/>
    public string? CheckRecipient(string? typed, out string recipient)
    {
        recipient = typed?.Trim() ?? "";
        if (recipient.Length == 0)
            return text["Enter the e-mail address of the person who gets the credits."];
        if (recipient.Length > MaxRecipientLength || recipient.Any(x => char.IsControl(x) || char.IsWhiteSpace(x)))
            return text["This is not an e-mail address."];
        if (recipient.Contains('@', StringComparison.Ordinal))
            recipient = recipient.ToLowerInvariant();
        return null;
    }

    /// <inheritdoc cref="CheckAmount(string?, out CreditAmount)"/>
    public string? CheckNote(string? typed, out string note)
    {
        note = typed?.Trim() ?? "";
        if (note.Length > MaxNoteLength)
            return text["Use at most {0} characters.", MaxNoteLength];
        return note.Any(char.IsControl) ? text["Use one line without control characters."].Value : null;
    }
}
