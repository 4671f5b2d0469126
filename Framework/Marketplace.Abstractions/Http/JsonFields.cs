using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Abstractions;

/// <summary>
/// The body of a request as a JSON object, read field by field, so that an answer can name each wrong one. Numbers are read from their digits:
/// text, exponents and signs are refused rather than guessed at.
/// </summary>
public sealed partial class JsonFields
{
    private readonly JsonElement _body;

    private JsonFields(JsonElement body) => _body = body;

    /// <returns>Null where the body is no JSON object.</returns>
    public static async Task<JsonFields?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return null;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            return document.RootElement.ValueKind is JsonValueKind.Object ? new JsonFields(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="text">Null where the field is missing or null.</param>
    /// <returns>False where it holds something else than text, or text that is no Unicode or holds a character zero.</returns>
    public bool TryText(string name, out string? text)
    {
        text = null;
        if (!Find(name, out var value))
            return true;
        if (value.ValueKind is not JsonValueKind.String)
            return false;
        try
        {
            text = value.GetString();
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        return text?.Contains('\0', StringComparison.Ordinal) is not true;
    }

    /// <param name="number">Null where the field is missing or null.</param>
    /// <returns>False where it holds something else than 1 to 13 digits, with at most six more after a point.</returns>
    public bool TryNumber(string name, out decimal? number)
    {
        number = null;
        if (!Find(name, out var value))
            return true;
        if (value.ValueKind is not JsonValueKind.Number || !PlainNumber().IsMatch(value.GetRawText()))
            return false;
        number = decimal.Parse(value.GetRawText(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return true;
    }

    /// <param name="number">Null where the field is missing or null.</param>
    /// <returns>False where it holds something else than a whole number from 0 to 999,999,999.</returns>
    public bool TryWhole(string name, out int? number)
    {
        number = null;
        if (!TryNumber(name, out var read))
            return false;
        if (read is not { } whole)
            return true;
        if (decimal.Truncate(whole) != whole || whole > 999_999_999)
            return false;
        number = decimal.ToInt32(whole);
        return true;
    }

    private bool Find(string name, out JsonElement value)
    {
        try
        {
            return _body.TryGetProperty(name, out value) && value.ValueKind is not JsonValueKind.Null;
        }
        catch (InvalidOperationException)
        {
            // Another name in the object is no Unicode.
            value = default;
            return false;
        }
    }

    [GeneratedRegex(@"^[0-9]{1,13}(\.[0-9]{1,6})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex PlainNumber();
}
