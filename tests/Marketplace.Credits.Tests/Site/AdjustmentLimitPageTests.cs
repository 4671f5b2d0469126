using System.Net;
using Marketplace.Testing;
using static Marketplace.Credits.Tests.Site.Forms;

namespace Marketplace.Credits.Tests.Site;

public sealed class AdjustmentLimitPageTests(Site site)
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
            await viewer.SignInAsync(Site.Operator);
            Assert.NotEqual(HttpStatusCode.OK, (await viewer.GetAsync(Path)).StatusCode);
        }

        foreach (var bad in new[] { "-1", "x", "1e3", "0.0000001" })
            Assert.Contains("field-error", await (await SendAsync(admin, Address, await FormAsync(admin, Path, [("ApprovalAbove", bad)]))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var (typed, shown) in new[] { ("12.5", "$12.50"), ("0", "$0.00"), ("", "$100.00") })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(admin, Address, await FormAsync(admin, Path, [("ApprovalAbove", typed)]))).StatusCode);
            Assert.Contains("Above " + shown, (await admin.GetPageAsync("/admin/credits/adjustments")).Body!.TextContent, StringComparison.Ordinal);
        }

        admin.Dispose();
    }
}
