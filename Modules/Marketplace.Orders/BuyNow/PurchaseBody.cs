using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders;

/// <summary>The body of a purchase, read field by field; what is wrong is gathered by field.</summary>
internal sealed class PurchaseBody
{
    private readonly JsonFields? _fields;
    private readonly IStringLocalizer _text;

    private PurchaseBody(JsonFields? fields, IStringLocalizer text)
    {
        (_fields, _text) = (fields, text);
        if (fields is null)
            Errors[""] = [text["Send a JSON object."]];
    }

    public Dictionary<string, string[]> Errors { get; } = new(StringComparer.Ordinal);

    public static async Task<PurchaseBody> ReadAsync(HttpRequest request, IStringLocalizer<PurchaseBody> text, CancellationToken cancellationToken) =>
        new(await JsonFields.ReadAsync(request, cancellationToken), text);

    public string? Text(string name)
    {
        string? value = null;
        if (_fields?.TryText(name, out value) is false)
            Errors[name] = [_text["Send text."]];
        return value;
    }

    public CreditAmount? Amount(string name)
    {
        decimal? value = null;
        if (_fields?.TryNumber(name, out value) is false || value > 9_000_000_000_000m)
            Errors[name] = [_text["Send a plain number such as 25.00."]];
        return Errors.ContainsKey(name) || value is not { } number ? null : CreditAmount.FromDecimal(number);
    }

    public int? Whole(string name)
    {
        int? value = null;
        if (_fields?.TryWhole(name, out value) is false)
            Errors[name] = [_text["Send a whole number such as 1."]];
        return value;
    }
}
