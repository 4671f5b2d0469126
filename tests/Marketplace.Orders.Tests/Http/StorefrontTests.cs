using System.Net;
using AngleSharp.Dom;
using Marketplace.Catalog.Products;
using Marketplace.Data;
using Marketplace.Orders.Tests.Support;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Orders.Tests.Http;

public sealed class StorefrontTests(SqliteShopSite site) : IClassFixture<SqliteShopSite>
{
    private const string Vm = "/marketplace/service/vm-instance";

    [Fact]
    [Trait("Acceptance", "S0-17"), Trait("Acceptance", "S0-33"), Trait("Acceptance", "S0-03")]
    public async Task Cards_show_the_price_and_carry_what_buying_needs()
    {
        var (visitor, _) = await site.RegisterAsync();

        var page = await visitor.GetPageAsync("/marketplace");

        var button = page.QuerySelector("[data-product=vm-instance] .buy-now-btn")!;
        Assert.Equal(
            ("vm-instance", "VM Instance", "5.00", "compute"),
            (button.GetAttribute("data-product-id"), button.GetAttribute("data-product-name"), button.GetAttribute("data-unit-price"),
                button.GetAttribute("data-category")));
        Assert.Equal("Buy Now", button.TextContent);
        Assert.Contains("VM Instance: $5.00/month", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("TFP", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("TFC", page.Body.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("script[src$='/buy-now.js']"));
    }

    [Fact]
    public async Task A_text_gets_the_button_of_the_card()
    {
        var (customer, _) = await site.RegisterAsync();
        using var visitor = site.App.NewVisitor();

        var signedIn = await customer.GetPageAsync(Vm + "/button");
        Assert.Equal(Vm, signedIn.QuerySelector("form")!.GetAttribute("action"));
        Assert.Equal("vm-instance", signedIn.QuerySelector(".buy-now-btn")!.GetAttribute("data-product-id"));
        Assert.Null(signedIn.QuerySelector("main"));
        var anybody = await visitor.GetPageAsync(Vm + "/button");
        Assert.Equal("/account/login", anybody.QuerySelector("form")!.GetAttribute("action"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/marketplace/service/zeppelin/button")).StatusCode);
    }

    [Fact]
    public async Task Search_category_and_order_are_in_the_address()
    {
        using var visitor = site.App.NewVisitor();

        Assert.Equal(
            ["vm-instance", "vm-medium", "vm-large"],
            Ids(await visitor.GetPageAsync("/marketplace?q=vm&sort=price")).Where(x => x.StartsWith("vm-", StringComparison.Ordinal)));
        Assert.Equal(
            ["node-large", "node-certified", "node-small"], Ids(await visitor.GetPageAsync("/marketplace/3nodes?sort=price-desc")));
        Assert.Equal(["gateway-bundle"], Ids(await visitor.GetPageAsync("/marketplace/gateways?q=BUNDLE")));
        Assert.NotNull((await visitor.GetPageAsync("/marketplace?q=zeppelin")).QuerySelector(".empty-state"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/marketplace/zeppelins")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/marketplace/service/zeppelin")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/marketplace?p=-4&q=%25&sort=%27")).StatusCode);
    }

    [Fact]
    public async Task What_is_searched_for_comes_back_escaped()
    {
        using var visitor = site.App.NewVisitor();

        var page = await visitor.GetPageAsync("/marketplace?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");

        Assert.Equal("\"><script>alert(1)</script>", page.QuerySelector("[data-test=product-search] input[name=q]")!.GetAttribute("value"));
        Assert.DoesNotContain(page.Scripts, x => x.TextContent.Contains("alert", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_product_says_of_itself_is_shown_as_text()
    {
        const string Markup = "<img src=x onerror=alert(1)>";
        var product = Shop.Machine("marked-up") with
        { Name = Markup, Summary = Markup, Description = Markup, Attributes = $$"""{"{{Markup}}":"{{Markup}}"}""" };
        await site.App.InTenantAsync("mycelium", services => services.GetRequiredService<IDatabase>().InTransactionAsync(
            transaction => services.GetRequiredService<ProductStore>().SaveAsync(transaction, product, default), default));
        var (visitor, _) = await site.RegisterAsync();

        foreach (var path in new[]
            { "/marketplace?q=marked-up", "/marketplace/service/marked-up", "/marketplace/service/marked-up/deploy" })
        {
            var page = await visitor.GetPageAsync(path);
            Assert.Contains(Markup, page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Empty(page.QuerySelectorAll("img[onerror]"));
        }
    }

    [Fact]
    public async Task Visitors_are_led_to_sign_in_and_back()
    {
        using var visitor = site.App.NewVisitor();

        var page = await visitor.GetPageAsync(Vm);
        Assert.Equal(
            "/account/login?returnUrl=%2Fmarketplace%2Fservice%2Fvm-instance", page.QuerySelector(".buy-now-btn")!.GetAttribute("href"));
        var card = (await visitor.GetPageAsync("/marketplace")).QuerySelector("[data-product=vm-instance] form")!;
        Assert.Equal(("/account/login", Vm), (card.GetAttribute("action"), card.QuerySelector("[name=returnUrl]")!.GetAttribute("value")));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync(Vm + "/deploy")).StatusCode);
    }

    [Fact]
    [Trait("Acceptance", "S1-34"), Trait("Acceptance", "S1-35"), Trait("Acceptance", "S1-36"), Trait("Acceptance", "S1-37")]
    public async Task The_product_page_has_the_price_both_ways_to_pay_and_the_balance()
    {
        var (visitor, _) = await site.RegisterAsync(25);

        var page = await visitor.GetPageAsync(Vm);

        var section = page.QuerySelector(".buy-now-section")!;
        Assert.Equal("$5.00", section.QuerySelector(".price-display .price")!.TextContent);
        Assert.Equal("VM Instance: $5.00/month", section.QuerySelector(".price-line")!.TextContent);
        var credits = section.QuerySelector(".payment-options #buyNowTFC")!;
        Assert.Equal("Buy Now with Credits", credits.TextContent.Trim());
        Assert.Equal("btn btn-primary btn-lg buy-now-btn", credits.ClassName);
        var card = section.QuerySelector(".payment-options #buyNowStripe")!;
        Assert.Equal("Buy with Credit Card", card.TextContent.Trim());
        Assert.StartsWith("btn btn-outline-primary btn-lg", card.ClassName, StringComparison.Ordinal);
        Assert.Equal("Your Credit Balance: $25.00", section.QuerySelector(".balance-info")!.TextContent.Trim());
        Assert.Equal("$25.00", page.GetElementById("userTFCBalance")!.TextContent);
        Assert.Equal("$20.00", section.QuerySelector("[data-test=balance-after]")!.TextContent);
        Assert.Equal("$5.00", section.QuerySelector("[data-test=charged-today]")!.TextContent);
        Assert.DoesNotContain("LocalizedHtmlString", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_buys_without_a_script_and_a_second_click_buys_nothing_more()
    {
        var (visitor, id) = await site.RegisterAsync(25);
        var form = (await visitor.GetPageAsync(Vm)).QuerySelector("form:has(#buyNowTFC)")!;
        var fields = form.QuerySelectorAll("input").ToDictionary(x => x.GetAttribute("name")!, x => x.GetAttribute("value")!);

        var first = await visitor.Http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields));
        var second = await visitor.Http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields));

        Assert.StartsWith("/dashboard/deployments/dep_", first.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal("20.00", (await site.BalanceAsync(id)).Available.ToString());
    }

    [Fact]
    public async Task The_form_says_what_is_missing_or_changed_and_charges_nothing()
    {
        var (visitor, id) = await site.RegisterAsync(1.55m);

        await AssertRefusedAsync(visitor, "5000000", "You need $5.00 and have $1.55. Nothing was charged");
        await AssertRefusedAsync(visitor, "1", "The price is now $5.00. Nothing was charged");
        Assert.Equal("1.55", (await site.BalanceAsync(id)).Available.ToString());
    }

    [Fact, Trait("Acceptance", "S0-26")]
    public async Task Where_auto_top_up_bought_nothing_every_way_to_buy_says_why()
    {
        const string Why = "Auto top-up has no payment method that can be charged. Buy credits by hand.";
        var (visitor, id) = await site.RegisterAsync(1.55m);
        await site.SwitchAutoTopUpOnAsync(id);

        await AssertRefusedAsync(visitor, "5000000", "You need $5.00 and have $1.55. " + Why);
        var buyNow = await visitor.PostJsonAsync("/api/marketplace/buy-now", new { service_id = "vm-instance", payment_method = "TFC" });
        Assert.Equal(
            $$"""{"success":false,"action":{"type":"InsufficientFunds","required":5.00,"available":"""
            + $$"""1.55},"message":"Insufficient TFC balance","detail":"{{Why}}"}""",
            await buyNow.Content.ReadAsStringAsync());
        var instant = await visitor.PostJsonAsync(
            "/api/wallet/instant-purchase", new { product_id = "vm-instance", quantity = 1, unit_price_usd = 5.00m });
        Assert.Contains(Why, await instant.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull((await visitor.GetPageAsync(Vm)).QuerySelector("#insufficientFundsModal [data-part=reason]"));
    }

    [Fact]
    public async Task What_is_bought_names_until_when_it_is_paid_and_promises_no_renewal()
    {
        var (visitor, _) = await site.RegisterAsync(25);
        var page = await visitor.GetPageAsync(Vm);
        Assert.Contains(
            "nothing is charged by itself after that", page.QuerySelector("[data-test=paid-until]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("enew", page.QuerySelector("[data-test=summary]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_page_shows_each_category_from_its_cheapest_month()
    {
        using var visitor = site.App.NewVisitor();

        var cards = (await visitor.GetPageAsync("/")).QuerySelectorAll(".category-card");

        Assert.Equal(
            ["Compute", "3Nodes", "Gateways", "Applications", "Services"],
            cards.Select(x => x.QuerySelector(".category-name")!.TextContent));
        Assert.Equal("from $5.00/month", cards[0].QuerySelector(".category-price")!.TextContent);
    }

    [Fact]
    public async Task Operators_change_a_price_and_customers_see_it()
    {
        using var operatorVisitor = site.App.NewVisitor();
        await operatorVisitor.SignInAsync("operator@example.com");
        Assert.Contains(
            "WireGuard VPN", (await operatorVisitor.GetPageAsync("/admin/catalog?q=wire")).Body!.TextContent, StringComparison.Ordinal);

        var wrong = await operatorVisitor.SubmitAsync(
            "/admin/catalog/wireguard-vpn", new Dictionary<string, string> { ["Input.Price"] = "3.001" });
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        var saved = await operatorVisitor.SubmitAsync(
            "/admin/catalog/wireguard-vpn", new Dictionary<string, string> { ["Input.Price"] = "3.50", ["Input.Name"] = "WireGuard" });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        using var visitor = site.App.NewVisitor();
        Assert.Contains(
            "WireGuard: $3.50/month", (await visitor.GetPageAsync("/marketplace/service/wireguard-vpn")).Body!.TextContent,
            StringComparison.Ordinal);
        var (customer, _) = await site.RegisterAsync();
        Assert.NotEqual(HttpStatusCode.OK, (await customer.GetAsync("/admin/catalog")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await customer.GetAsync("/admin/catalog/wireguard-vpn")).StatusCode);
    }

    private static async Task AssertRefusedAsync(Testing.Visitor visitor, string priceMicros, string reason)
    {
        var form = (await visitor.GetPageAsync(Vm)).QuerySelector("form:has(#buyNowTFC)")!;
        var fields = form.QuerySelectorAll("input").ToDictionary(x => x.GetAttribute("name")!, x => x.GetAttribute("value")!);
        fields["priceMicros"] = priceMicros;
        var page = await Testing.Visitor.ReadPageAsync(
            await visitor.FollowAsync(await visitor.Http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields))));
        Assert.Contains(reason, page.QuerySelector("[data-test=page-note]")!.TextContent, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(IDocument page) =>
        page.QuerySelectorAll("[data-test=product-card]").Select(x => x.GetAttribute("data-product")!);
}
