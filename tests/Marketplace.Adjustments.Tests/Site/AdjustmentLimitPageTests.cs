using System.Net;
using Marketplace.Testing;
using static Marketplace.Testing.Forms;

namespace Marketplace.Adjustments.Tests.Site;

public sealed class AdjustmentLimitPageTests(Marketplace.Testing.CreditsSite site)
{
    [Fact]
    public async Task The_limit_is_changed_by_who_may_change_settings_only()
    {
        var app = await site.GetAsync(DatabaseKind.Sqlite);
        var (admin, _) = await site.NewCustomerAsync(DatabaseKind.Sqlite, "fiatdashboard", "/fiatdashboard");
        const string Path = "/admin/credits/adjustments/limit";
        const string Address = "/fiatdashboard" + Path;
        using (var viewer = app.NewVisitor("/fiatdashboard"))
        {
            await viewer.SignInAsync(Marketplace.Testing.CreditsSite.Operator);
            Assert.NotEqual(HttpStatusCode.OK, (await viewer.GetAsync(Path)).StatusCode);
        }

        foreach (var bad in new[] { "-1", "x", "1e3", "0.0000001" })
            Assert.Contains(
                "Input_ApprovalAbove-error",
                await (await SendAsync(admin, Address,
                    await FormAsync(admin, Path, [("Input.ApprovalAbove", bad)]))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var (typed, shown) in new[] { ("12.5", "$12.50"), ("0", "$0.00") })
        {
            Assert.Equal(
                HttpStatusCode.Redirect,
                (await SendAsync(admin, Address, await FormAsync(admin, Path, [("Input.ApprovalAbove", typed)]))).StatusCode);
            Assert.Contains(
                "Above " + shown, (await admin.GetPageAsync("/admin/credits/adjustments")).Body!.TextContent, StringComparison.Ordinal);
        }

        var alone = await SendAsync(admin, Address, await FormAsync(admin, Path, [("Input.ApprovalAbove", "")]));
        Assert.Contains("Say why the limit is raised", await alone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var asked = await SendAsync(
            admin, Address, await FormAsync(admin, Path, [("Input.ApprovalAbove", ""), ("Input.Reason", "Busy season")]));
        var decide = asked.Headers.Location!.ToString();
        Assert.Contains(
            "Above $0.00", (await admin.GetPageAsync("/admin/credits/adjustments")).Body!.TextContent, StringComparison.Ordinal);
        var (second, _) = await site.NewCustomerAsync(DatabaseKind.Sqlite, "fiatdashboard", "/fiatdashboard");
        var page = decide["/fiatdashboard".Length..];
        foreach (var (language, words) in new[] { ("de", "Die Grenze für einen Operator auf $100.00"), ("en", "Raise the limit for one") })
        {
            var title = (await second.GetPageAsync(page + "?lang=" + language)).QuerySelector("h1")!;
            Assert.Contains(words, title.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(
            HttpStatusCode.Redirect, (await SendAsync(second, decide + "?handler=Approve", await FormAsync(second, page, []))).StatusCode);
        await Eventually.IsTrueAsync(
            async () => (await admin.GetPageAsync("/admin/credits/adjustments")).Body!.TextContent.Contains(
                "Above $100.00", StringComparison.Ordinal),
            "the limit of before holds again");
        second.Dispose();
        admin.Dispose();
    }
}
