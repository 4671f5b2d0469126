using Marketplace.Browser.Tests.Support;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Browser.Tests.Notifications;

/// <summary>Tells people of the sample site something, as its modules do.</summary>
internal static class Tellings
{
    public static Task TellAsync(this Site site, string email, string eventId, string amount, string from = "ben@example.com") =>
        site.App.InTenantAsync("mycelium", async services =>
        {
            var user = await services.GetRequiredService<IUserDirectory>().FindByEmailAsync(email, default)
                ?? throw new InvalidOperationException($"{email} is unknown.");
            var values = new Dictionary<string,
                string>(StringComparer.Ordinal)
                { ["amount"] = amount, ["sender"] = from, ["note"] = "Their note: <b>thanks</b>", ["transaction"] = "txn_1" };
            await services.GetRequiredService<IDatabase>().InTransactionAsync(
                db => services.GetRequiredService<INotifier>().NotifyAsync(
                    db, new Notification("credits.transfer-received", user.Id, eventId, values, "~/dashboard/wallet"), default),
                default);
        });

    /// <summary>What the site mailed, newest last.</summary>
    public static IReadOnlyList<string> MailsOf(this Site site)
    {
        var folder = Path.Combine(site.App.AppData, "mail", "mycelium");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)]
            : [];
    }
}
