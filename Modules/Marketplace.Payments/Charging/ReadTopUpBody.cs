using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Charging;

/// <summary>Reads the body of <c>POST /api/wallet/topups</c> field by field and checks it.</summary>
internal sealed class ReadTopUpBody(TopUpRequestRules rules, IStringLocalizer<ReadTopUpBody> text)
{
    /// <returns>The request, or what is wrong by field.</returns>
    public async Task<(TopUpRequest Request, Dictionary<string, string[]> Errors)> ExecuteAsync(
        HttpRequest request, string userId, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        if (body.Errors.Count > 0)
        {
            body.Errors[""] = [text["""Send a JSON object such as {"amount_usd":25.00}, with each field once."""]];
            return (new TopUpRequest(), body.Errors);
        }

        var read = new TopUpRequest(
            body.Usd("amount_usd"), body.Text("user_id"), body.Text("return_url"), body.Text("package_id"), body.Text("purpose"));
        return (read, body.Errors.Count > 0 ? body.Errors : rules.Check(read, userId));
    }
}
