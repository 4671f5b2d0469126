using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Marketplace.Abstractions;

/// <summary>Reads the amounts that people type, and says what to type where it cannot: nothing is guessed (acceptance O25).</summary>
public sealed class AmountReader(IStringLocalizer<AmountReader> text)
{
    private static readonly decimal MostCredits = new CreditAmount(long.MaxValue).ToDecimal();

    /// <returns>What is wrong and what to type instead, or null.</returns>
    public string? ReadCredits(string? typed, AmountField field, out CreditAmount amount)
    {
        amount = CreditAmount.Zero;
        if (Read(typed, field, MostCredits, out var number) is { } wrong)
            return wrong;
        amount = CreditAmount.FromDecimal(number);
        return null;
    }

    /// <summary>Dollars with at most two decimals.</summary>
    /// <inheritdoc cref="ReadCredits"/>
    public string? ReadUsd(string? typed, AmountField field, out Usd amount)
    {
        amount = Usd.Zero;
        if (Read(typed, field, MostCredits, out var number) is { } wrong)
            return wrong;
        amount = Usd.FromDecimal(number);
        return null;
    }

    /// <summary>A rate or a value of one: what no amount is made of.</summary>
    /// <param name="most">The largest that is accepted.</param>
    /// <inheritdoc cref="ReadCredits"/>
    public string? ReadNumber(string? typed, AmountField field, decimal most, out decimal number) => Read(typed, field, most, out number);

    /// <summary>A count, or a share in hundredths.</summary>
    /// <inheritdoc cref="ReadCredits"/>
    public string? ReadWhole(string? typed, int least, int most, out int number)
    {
        number = least;
        if (TypedNumber.Read(typed, 0, "", out var read) is not TypedNumberProblem.None || read < least || read > most)
            return text["Enter a whole number from {0} to {1}.", least, most];
        number = decimal.ToInt32(read);
        return null;
    }

    /// <summary>The sentence for one problem; the browser shows the same ones.</summary>
    /// <param name="decimals">Of the field.</param>
    public string Explain(TypedNumberProblem problem, int decimals)
    {
        var example = Example(decimals);
        return problem switch
        {
            TypedNumberProblem.None => "",
            TypedNumberProblem.Empty => text["Enter an amount, for example {0}.", example],
            TypedNumberProblem.NotANumber => text["Use digits only, without spaces, signs or letters, for example {0}.", example],
            TypedNumberProblem.Ambiguous when decimals > 2 =>
                text["Write decimals after one point and thousands without a separator, for example {0} or 1000.", example],
            TypedNumberProblem.Ambiguous =>
                text[
                    "This can be read in two ways. Write thousands without a separator and at most two decimals after one point or comma, "
                    + "for example 1000 or {0}.", example],
            TypedNumberProblem.NotWhole => text["Enter a whole number without separators, for example {0}.", example],
            TypedNumberProblem.TooManyDecimals => text["Use at most {0} decimals, for example {1}.", decimals, example],
            TypedNumberProblem.TooLarge => text["This is too large."],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private string? Read(string? typed, AmountField field, decimal most, out decimal number)
    {
        if (TypedNumber.Read(typed, field.Decimals, field.Symbol, out number) is not TypedNumberProblem.None and var problem)
            return Explain(problem, field.Decimals);
        if (number == 0 && !field.AllowsZero)
            return text["Enter an amount above zero, for example {0}.", Example(field.Decimals)];
        if (number <= most)
            return null;
        number = 0;
        return text["This is too large. Enter at most {0}.", most.ToString("#,0.######", CultureInfo.InvariantCulture)];
    }

    private static string Example(int decimals) => decimals switch
    {
        0 => "25",
        1 => "25.5",
        2 => "25.00",
        _ => "0.05",
    };
}
