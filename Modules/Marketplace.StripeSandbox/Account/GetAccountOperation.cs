using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Account;

/// <summary>Whose keys these are: a look at it proves a key.</summary>
internal sealed class GetAccountOperation : ISandboxOperation
{
    /// <summary>2026-01-01, in Unix seconds.</summary>
    private const long Opened = 1_767_225_600;

    public Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        call.Parameters.RejectUnknown();
        return Task.FromResult(SandboxAnswer.Ok(new JsonObject
        {
            ["id"] = "acct_sandbox",
            ["object"] = "account",
            ["business_profile"] = null,
            ["capabilities"] = new JsonObject { ["card_payments"] = "active", ["transfers"] = "active" },
            ["charges_enabled"] = true,
            ["country"] = "US",
            ["created"] = Opened,
            ["default_currency"] = "usd",
            ["details_submitted"] = true,
            ["email"] = null,
            ["payouts_enabled"] = true,
            ["type"] = "standard",
        }));
    }
}
