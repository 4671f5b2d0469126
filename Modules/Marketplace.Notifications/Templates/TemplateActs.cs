using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications.Templates;

/// <summary>What is written down of people who change what mails say.</summary>
internal sealed class TemplateActs(IStringLocalizer<TemplateActs> text) : IAuditActs
{
    public const string Changed = "notifications.text-changed";
    public const string Reset = "notifications.text-reset";

    public IEnumerable<AuditAct> GetActs() =>
        [new(Changed, text["Text of a notification changed"]), new(Reset, text["Default text of a notification restored"])];

    /// <param name="subject">Null where the kind's own text holds again.</param>
    public static AuditEntry Of(string act, string kind, string? subject) =>
        new(act, kind) { After = subject, Link = "~/admin/notifications/templates/" + kind };
}
