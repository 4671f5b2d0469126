using Marketplace.Ui.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Ui.Tests.Theming;

public sealed class ThemeViewLocationsTests
{
    private readonly ThemeViewLocations _locations = new();

    [Theory]
    [InlineData("/Dashboard/Wallet", "/Themes/Meadow/Views/{0}.cshtml")]
    [InlineData("/Index", "/Themes/Meadow/Views/{0}.cshtml")]
    [InlineData("/Admin/Features", "/Themes/Night/Views/{0}.cshtml")]
    [InlineData(null, "/Themes/Meadow/Views/{0}.cshtml")]
    public void The_theme_comes_first_and_our_own_views_last(string? page, string first)
    {
        var found = Expand(page, new SiteSettings { Theme = "Meadow", AdminTheme = "Night" }, ["/Pages/Shared/{0}.cshtml"]);
        Assert.Equal([first, "/Pages/Shared/{0}.cshtml", "/Areas/Ui/Views/Shared/{0}.cshtml"], found);
    }

    [Fact]
    public void Tenants_with_other_themes_do_not_share_a_cached_view() =>
        Assert.NotEqual(Values("/Index", new SiteSettings { Theme = "Meadow" }), Values("/Index", new SiteSettings { Theme = "Canopy" }));

    private IEnumerable<string> Expand(string? page, SiteSettings site, string[] given)
    {
        var context = Context(page, site);
        _locations.PopulateValues(context);
        return _locations.ExpandViewLocations(context, given);
    }

    private Dictionary<string, string?> Values(string page, SiteSettings site)
    {
        var context = Context(page, site);
        _locations.PopulateValues(context);
        return new Dictionary<string, string?>(context.Values, StringComparer.Ordinal);
    }

    private static ViewLocationExpanderContext Context(string? page, SiteSettings site)
    {
        var http = new DefaultHttpContext
        { RequestServices = new ServiceCollection().AddSingleton(Render.Look(site)).BuildServiceProvider() };
        return new ViewLocationExpanderContext(
            new ActionContext(http, new RouteData(), new ActionDescriptor()), "_Layout", null, null, page, isMainPage: false)
        {
            Values = new Dictionary<string, string?>(StringComparer.Ordinal),
        };
    }
}
