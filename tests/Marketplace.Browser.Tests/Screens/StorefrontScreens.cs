using Marketplace.Browser.Tests.Support;

namespace Marketplace.Browser.Tests.Screens;

public sealed class StorefrontScreens(Chromium chromium, Site site, Lookers lookers) : ScreenTest(chromium, site, lookers)
{
    private static readonly ScreenPage[] Screens =
    [
        new("home", "/", Looker.Visitor),
        new("home-customer", "/", Looker.Customer),
        new("marketplace", "/marketplace", Looker.Visitor),
        new("category", "/marketplace/compute", Looker.Visitor),
        new("search", "/marketplace?q=storage", Looker.Visitor),
        new("search-nothing", "/marketplace?q=zzzz", Looker.Visitor),
        new("product", "/marketplace/service/vm-instance", Looker.Visitor),
        new("product-customer", "/marketplace/service/vm-instance", Looker.Customer),
        new("buy-credits-dialog", "/marketplace/service/vm-instance", Looker.NewCustomer, Open: "#buyNowTFC"),
        new("docs", "/docs", Looker.Visitor),
        new("docs-page", "/docs/credits", Looker.Customer),
        new("docs-api", "/docs/api", Looker.Visitor),
        new("docs-search", "/docs/search?q=credts", Looker.Visitor),
        new("docs-feedback", "/docs/credits", Looker.Visitor, Open: "[data-vote=no]"),
        new("pricing", "/pricing", Looker.Visitor),
        new("announcements", "/announcements", Looker.Visitor),
        new("announcement", "/announcements/usd-credits", Looker.Visitor),
        new("hide-announcement", "/announcements/hide", Looker.Visitor),
        new("login", "/account/login", Looker.Visitor),
        new("register", "/account/register", Looker.Visitor),
        new("welcome", "/account/welcome", Looker.Visitor),
        new("forgot-password", "/account/forgot-password", Looker.Visitor),
        new("api", "/openapi", Looker.Visitor),
        new("api-operation", "/openapi", Looker.Visitor) { Act = guest => guest.Page.Locator("#TransferCredits summary").ClickAsync() },
        new("not-found", "/no-such-page", Looker.Visitor, Status: 404),
        new("error", "/error/500", Looker.Visitor, Status: 500),
        new("access-denied", "/account/access-denied", Looker.Customer, Status: 403),
    ];

    public static TheoryData<string> Names => [.. Screens.Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Looks_right(string screen) => LookAsync(Screens.Single(x => x.Name == screen));
}
