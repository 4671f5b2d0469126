using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits;

/// <summary>Reads the body field by field, so that each wrong one is named; amounts are read from their digits, never through a binary fraction.</summary>
internal sealed class ReadTransferBody(TransferInputRules rules, IStringLocalizer<ReadTransferBody> text)
{
    /// <returns>The request without its key, or what is wrong by field.</returns>
    public async Task<(SendRequest? Request, Dictionary<string, string[]> Errors)> ExecuteAsync(HttpRequest request, string senderId, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (await ParseAsync(request, cancellationToken) is { ValueKind: JsonValueKind.Object } body)
        {
            try
            {
                return Read(body, senderId, errors);
            }
            catch (InvalidOperationException)
            {
                // A name or text in it is no Unicode.
                errors.Clear();
            }
        }

        errors[""] = [text["""Send a JSON object such as {"to_user":"bob@example.com","amount":5.00}."""]];
        return (null, errors);
    }

    private (SendRequest? Request, Dictionary<string, string[]> Errors) Read(JsonElement body, string senderId, Dictionary<string, string[]> errors)
    {
        Check("to_user", rules.CheckRecipient(Text(body, "to_user"), out var recipient));
        var amount = AmountText.TryRead(Number(body, "amount"), out var sent) ? sent : (CreditAmount?)null;
        Check("amount", rules.CheckAmount(amount));
        Check("note", IsMissing(body, "note") || Text(body, "note") is not null ? rules.CheckNote(Text(body, "note"), out _) : text["Send text."].Value);
        rules.CheckNote(Text(body, "note"), out var note);
        return errors.Count > 0 ? (null, errors) : (new SendRequest("", senderId, recipient, amount!.Value, note), errors);

        void Check(string field, string? wrong)
        {
            if (wrong is not null)
                errors[field] = [wrong];
        }
    }

    private static async Task<JsonElement?> ParseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return null;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsMissing(JsonElement body, string name) =>
        !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null;

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;
}
