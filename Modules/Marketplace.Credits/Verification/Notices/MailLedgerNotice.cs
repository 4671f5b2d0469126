using System.Net;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits;

internal sealed record LedgerNotice(string CheckId, string UserId);

/// <summary>Tells an administrator what a verification of the ledger found.</summary>
internal sealed class MailLedgerNotice(
    ReadLedgerChecks checks, IEnumerable<LedgerRule> rules, IUserDirectory users, IMailSender mails, ITenant tenant, IStringLocalizer<MailLedgerNotice> text) : IJob<LedgerNotice>
{
    public async Task ExecuteAsync(LedgerNotice payload, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(payload.UserId, cancellationToken) is not { } user)
            return;
        var found = (await checks.ListRulesAsync(payload.CheckId, cancellationToken)).Where(x => x.Finding is not null);
        await mails.SendAsync(
            new Mail(
                user.Email,
                text["The ledger of {0} does not add up", tenant.DisplayName],
                $"""
                 <p style="margin:0 0 16px">{Html(text["A verification of the ledger found what must not be. Customers' credits may be wrong, or somebody changed the database past this program."])}</p>
                 <ul style="margin:0 0 16px;padding-left:20px">{string.Concat(found.Select(Line))}</ul>
                 <p style="margin:0">{Html(text["Nothing was changed by the verification. What to do about each finding stands at {0}.", Address()])}</p>
                 """),
            cancellationToken);
    }

    private string Line(LedgerCheckRule row)
    {
        var rule = rules.FirstOrDefault(x => x.Id == row.Rule);
        var line = text[
            "{0}: {1} (expected {2}, found {3})",
            rule is null ? row.Rule : text[rule.Title].Value, row.Place!, text[LedgerFinding.Show(rule, row.Expected!)].Value, text[LedgerFinding.Show(rule, row.Found!)].Value];
        return $"<li style=\"margin:0 0 8px\">{Html(line)}</li>";
    }

    /// <summary>A tenant without an address of its own has no links in mails that nobody asked for by a request.</summary>
    private string Address()
    {
        var root = tenant.Settings.Get<SiteSettings>("site").BaseUrl?.TrimEnd('/') ?? "";
        return (root.EndsWith(tenant.PathPrefix, StringComparison.OrdinalIgnoreCase) ? root : root + tenant.PathPrefix) + "/admin/credits/verification";
    }

    private static string Html(string value) => WebUtility.HtmlEncode(value);
}
