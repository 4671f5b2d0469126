using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Transfers;

/// <summary>What somebody typed or sent, before anything is looked up.</summary>
internal sealed class TransferInputRules(CreditUnit unit, AmountReader amounts, IStringLocalizer<TransferInputRules> text)
{
    public const int MaxNoteLength = 140;

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
        var isAddress = recipient.Contains('@', StringComparison.Ordinal);
        if (isAddress
            ? !Mailbox.TryParse(recipient, allowName: false, out _)
            : recipient.Any(x => !char.IsAsciiLetterOrDigit(x) && x != '_'))
            return text["This is not an e-mail address."];
        if (isAddress)
            recipient = recipient.ToLowerInvariant();
        return null;
    }

    /// <inheritdoc cref="CheckAmount(string?, out CreditAmount)"/>
    public string? CheckNote(string? typed, out string note)
    {
        note = typed?.Trim() ?? "";
        if (note.Length > MaxNoteLength)
            return text["Use at most {0} characters.", MaxNoteLength];
        if (note.Any(char.IsControl))
            return text["Use one line without control characters."];
        if (note.Length > 0 && !NameRules.IsReadable(note))
            return text[ReadableAttribute.Message];
        // It is mailed to somebody who may not know the sender.
        return NameRules.HasAddress(note) ? text[WithoutAddressAttribute.Message].Value : null;
    }
}
