using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.Abstractions;

/// <summary>
/// The one reader of JSON that programs send: an object, read field by field, with what is wrong by field. Amounts are JSON numbers and are
/// read from their digits; text, exponents, signs and too many decimals are refused rather than guessed at (acceptance O25).
/// </summary>
public sealed class JsonBody
{
    private const int AmountDecimals = 6;
    private const int CentDecimals = 2;

    /// <summary>Whoever sends a field twice means two things.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonElement? _body;
    private readonly IStringLocalizer _text;

    private JsonBody(JsonElement? body, IStringLocalizer text)
    {
        (_body, _text) = (body, text);
        if (body is null)
            Errors[""] = [text["Send a JSON object with each field once."]];
    }

    /// <summary>By field, in words; under the empty name what is wrong with the body as a whole.</summary>
    public Dictionary<string, string[]> Errors { get; } = new(StringComparer.Ordinal);

    public static async Task<JsonBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var text = request.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<JsonBody>>();
        return new JsonBody(await ParseAsync(request, cancellationToken), text);
    }

    /// <summary>Whether the body has the field, be it null.</summary>
    public bool Names(string field) => Find(field) is not null;

    /// <returns>Null where the field is missing or null, or is no text of Unicode characters other than zero.</returns>
    public string? Text(string field)
    {
        if (Value(field) is not { } value)
            return null;
        try
        {
            if (value.ValueKind is JsonValueKind.String && value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal))
                return text;
        }
        catch (InvalidOperationException)
        {
            // No Unicode.
        }

        return Wrong<string>(field, _text["Send text."]);
    }

    /// <inheritdoc cref="Text"/>
    public IReadOnlyList<string>? Texts(string field)
    {
        if (Value(field) is not { } value)
            return null;
        try
        {
            if (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(x => x.ValueKind is JsonValueKind.String))
                return [.. value.EnumerateArray().Select(x => x.GetString()!)];
        }
        catch (InvalidOperationException)
        {
            // No Unicode.
        }

        return Wrong<IReadOnlyList<string>>(field, _text["Send a list of texts."]);
    }

    /// <returns>Not negative; null where the field is missing, null or no plain number with at most six decimals.</returns>
    public CreditAmount? Amount(string field) => Scaled(field, AmountDecimals) is { } micros ? new CreditAmount(micros) : null;

    /// <returns>Not negative; null where the field is missing, null or no plain number with at most two decimals.</returns>
    public Usd? Usd(string field) => Scaled(field, CentDecimals) is { } cents ? new Usd(cents) : null;

    /// <returns>Null where the field is missing, null or no whole number in the range.</returns>
    public int? Whole(string field, int least, int most)
    {
        if (Value(field) is not { } value)
            return null;
        return PlainNumber.TryRead(value, AmountDecimals, out var micros) && new CreditAmount(micros) is var number
            && number.FitsIn(0) && number.ToDecimal() >= least && number.ToDecimal() <= most
            ? decimal.ToInt32(number.ToDecimal())
            : Wrong<int?>(field, _text["Send a whole number from {0} to {1}.", least, most]);
    }

    /// <returns>Null where the field is missing, null or something else than true or false.</returns>
    public bool? Flag(string field) => Value(field)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Wrong<bool?>(field, _text["Send true or false."]),
    };

    private long? Scaled(string field, int decimals)
    {
        if (Value(field) is not { } value)
            return null;
        return PlainNumber.TryRead(value, decimals, out var scaled)
            ? scaled
            : Wrong<long?>(
                field, _text["Send a plain number such as 25.00: no text, no sign, no exponent, at most {0} decimals.", decimals]);
    }

    private T? Wrong<T>(string field, string sentence)
    {
        Errors[field] = [sentence];
        return default;
    }

    private JsonElement? Value(string field) => Find(field) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    private JsonElement? Find(string field)
    {
        try
        {
            return _body is { } body && body.TryGetProperty(field, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // Another name in the object is no Unicode.
            return null;
        }
    }

    private static async Task<JsonElement?> ParseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return null;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, cancellationToken);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, a field twice, or the name of a field is no Unicode.
            return null;
        }
    }
}
