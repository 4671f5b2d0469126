using Microsoft.Extensions.Localization;

namespace Marketplace.Abstractions;

/// <summary>Puts stored texts into words, in the language that is spoken when they are asked for.</summary>
public sealed class StoredTexts(IStringLocalizerFactory localizers, ITenant tenant)
{
    public string Say(StoredText text)
    {
        var values = text.Values.Select(ValueOf).ToArray();
        return text.Owner.Length == 0 ? string.Concat(values) : localizers.Create("", text.Owner)[text.Key, values].Value;
    }

    private object ValueOf(StoredValue value) => value switch
    {
        { Text: { } text } => Say(text),
        { Credits: { } micros } => tenant.Settings.Get<CreditUnit>("credits").Format(new CreditAmount(micros)),
        { Cents: { } cents } => new Usd(cents).Format(),
        { Number: { } number } => number,
        _ => value.Words ?? "",
    };
}
