using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Transfers;

/// <summary>Reads the body field by field, so that each wrong one is named.</summary>
internal sealed class ReadTransferBody(TransferInputRules rules, IStringLocalizer<ReadTransferBody> text)
{
    /// <returns>The request without its key, or what is wrong by field.</returns>
    public async Task<(SendRequest? Request, Dictionary<string, string[]> Errors)> ExecuteAsync(
        HttpRequest request, string senderId, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        if (body.Errors.Count > 0)
            body.Errors[""] = [text["""Send a JSON object such as {"to_user":"bob@example.com","amount":5.00}, with each field once."""]];
        var (to, amount, note) = (body.Text("to_user"), body.Amount("amount"), body.Text("note"));
        Check("to_user", rules.CheckRecipient(to, out var recipient));
        Check("amount", rules.CheckAmount(amount));
        Check("note", rules.CheckNote(note, out var line));
        return body.Errors.Count > 0 ? (null, body.Errors) : (new SendRequest("", senderId, recipient, amount!.Value, line), body.Errors);

        void Check(string field, string? wrong)
        {
            // Without a body there are no fields, and what cannot be read says more than that it is missing.
            if (wrong is not null && !body.Errors.ContainsKey(""))
                body.Errors.TryAdd(field, [wrong]);
        }
    }
}
