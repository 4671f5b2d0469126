using System.Text.Json.Nodes;

namespace Marketplace.StripeSandbox.Protocol;

/// <summary>
/// A request refused before it did anything. Not stored under its idempotency key, as with Stripe; what fails while it is carried out is
/// an ordinary <see cref="SandboxAnswer"/>.
/// </summary>
internal sealed class StripeFault(int status, string type, string? code, string message, string? param = null) : Exception(message)
{
    public SandboxAnswer ToAnswer() => SandboxAnswer.Error(status, type, code, Message, param);

    public static StripeFault Invalid(string? code, string message, string? param = null) =>
        new(400, "invalid_request_error", code, message, param);

    public static StripeFault Missing(string param) => Invalid("parameter_missing", $"Missing required param: {param}.", param);

    public static StripeFault NoSuch(string type, string id, string param) =>
        new(404, "invalid_request_error", "resource_missing", $"No such {type}: '{id}'", param);

    public static StripeFault Unauthorized(string message) => new(401, "invalid_request_error", null, message);

    /// <summary>A card that cannot even be made a payment method of.</summary>
    public static StripeFault Card(string code, string message, string param) => new(402, "card_error", code, message, param);
}

/// <param name="Body">The object, or an <c>error</c> envelope.</param>
internal sealed record SandboxAnswer(int Status, JsonObject Body)
{
    public static SandboxAnswer Ok(JsonObject body) => new(200, body);

    public static SandboxAnswer Error(
        int status, string type, string? code, string message, string? param = null, Action<JsonObject>? more = null)
    {
        var error = new JsonObject();
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
        }

        error["message"] = message;
        if (param is not null)
            error["param"] = param;
        error["type"] = type;
        more?.Invoke(error);
        return new SandboxAnswer(status, new JsonObject { ["error"] = error });
    }
}
