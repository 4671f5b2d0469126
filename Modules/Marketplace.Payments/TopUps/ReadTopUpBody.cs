using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments;

/// <summary>Reads the body of <c>POST /api/wallet/topups</c> field by field and checks it.</summary>
internal sealed class ReadTopUpBody(TopUpRequestRules rules, IStringLocalizer<ReadTopUpBody> text)
{
    /// <returns>The request, or what is wrong by field.</returns>
    public async Task<(TopUpRequest Request, Dictionary<string, string[]> Errors)> ExecuteAsync(HttpRequest request, string userId, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (await JsonFields.ReadAsync(request, cancellationToken) is not { } body)
        {
            errors[""] = [text["""Send a JSON object such as {"amount_usd":25.00}."""]];
            return (new TopUpRequest(), errors);
        }

        var read = new TopUpRequest(Amount(body, errors), Text("user_id"), Text("return_url"), Text("package_id"), Text("purpose"));
        if (errors.Count > 0)
            return (read, errors);
        return (read, rules.Check(read, userId));

        string? Text(string name)
        {
            if (!body.TryText(name, out var value))
                errors[name] = [text["Send text."]];
            return value;
        }
    }

    private decimal? Amount(JsonFields body, Dictionary<string, string[]> errors)
    {
        if (!body.TryNumber("amount_usd", out var amount))
            errors["amount_usd"] = [text["Send a plain number such as 25.00."]];
        return amount;
    }
}
