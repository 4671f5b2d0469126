using System.Security.Claims;
using Marketplace.Ui.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marketplace.Ui.Tests.Frames;

public sealed class FrameTests
{
    private readonly DefaultHttpContext _http = new();
    private readonly Menu _menu = new();
    private readonly Frame _frame;

    public FrameTests()
    {
        _http.Request.Method = "GET";
        _http.Request.PathBase = "/shop";
        _frame = new Frame(new HttpContextAccessor { HttpContext = _http }, _menu, Render.Look(), new SiteLanguages(new SiteSettings()),
            NullLogger<Frame>.Instance);
    }

    [Theory]
    [InlineData("/Dashboard/Wallet", Ui.Frames.Dashboard)]
    [InlineData("/Admin/Users/Edit", Ui.Frames.Admin)]
    [InlineData("/Account/Login", Ui.Frames.Account)]
    [InlineData("/Storefront/Index", Ui.Frames.Storefront)]
    [InlineData("/Index", Ui.Frames.Storefront)]
    [InlineData(null, Ui.Frames.Storefront)]
    public void A_page_gets_the_frame_of_its_folder(string? page, string frame) => Assert.Equal(frame, Ui.Frames.LayoutFor(page));

    [Theory]
    [InlineData("/dashboard", "Overview")]
    [InlineData("/dashboard/wallet", "Wallet")]
    [InlineData("/dashboard/wallet/statements", "Wallet")]
    [InlineData("/dashboard/walletx", "Overview")]
    [InlineData("/marketplace", null)]
    public async Task The_entry_that_fits_best_is_the_current_one(string path, string? current)
    {
        _http.Request.Path = path;
        _menu.Items = [
            new MenuItem("Overview", "~/dashboard", "grid"), new MenuItem("Wallet", "~/dashboard/wallet?tab=all", "wallet2"),
            new MenuItem("Home", "~/", "house")];
        var menu = await _frame.MenuAsync(Menus.Dashboard);
        Assert.Equal(current, menu.SingleOrDefault(x => x.IsCurrent)?.Item.Text);
        Assert.Equal("/shop/dashboard", menu[0].Href);
    }

    [Theory]
    [InlineData("GET", "/marketplace", "?q=vm", "/shop/marketplace?q=vm")]
    [InlineData("POST", "/marketplace", "", "/shop/")]
    [InlineData("GET", "/account/login", "?returnUrl=/x", "/shop/")]
    public void Signing_in_leads_back_to_where_it_started(string method, string path, string query, string expected)
    {
        (_http.Request.Method, _http.Request.Path, _http.Request.QueryString) = (method, path, new QueryString(query));
        Assert.Equal(expected, _frame.ReturnUrl);
    }

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("light", "light")]
    [InlineData("\"><script>", null)]
    [InlineData("", null)]
    public void Only_known_looks_are_taken_from_the_cookie(string cookie, string? look)
    {
        _http.Request.Headers.Cookie = $"{Frame.ThemeCookie}={Uri.EscapeDataString(cookie)}";
        Assert.Equal(look, _frame.Mode);
    }

    [Fact]
    public async Task A_menu_that_fails_is_left_out_on_error_pages_only()
    {
        _menu.Items = null;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _frame.MenuAsync(Menus.Footer));
        Ui.Frames.SetErrorPage(_http, inAdminFrame: false);
        Assert.Empty(await _frame.MenuAsync(Menus.Footer));
    }

    private sealed class Menu : INavigation
    {
        /// <summary>Null fails.</summary>
        public IReadOnlyList<MenuItem>? Items { get; set; } = [];

        public ValueTask<IReadOnlyList<MenuItem>> GetMenuAsync(string menu, ClaimsPrincipal user) =>
            ValueTask.FromResult(Items ?? throw new InvalidOperationException("The database is away."));
    }
}
