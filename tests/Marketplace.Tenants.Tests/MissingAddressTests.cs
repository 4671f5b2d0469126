using Marketplace.Tenants.Settings;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Tenants.Tests;

public sealed class MissingAddressTests
{
    [Theory]
    [InlineData("Production", null, null, true)]
    [InlineData("Staging", null, null, true)]
    [InlineData("Production", "https://shop.example", null, false)]
    [InlineData("Production", null, "shop.example", false)]
    [InlineData("Development", null, null, false)]
    public void A_site_whose_mails_can_lead_nowhere_needs_attention(string environment, string? address, string? host, bool shown)
    {
        var tenant = new TestTenant { DataFolder = "", Hosts = host is null ? [] : [host] };
        tenant.Set("site", new SiteSettings { BaseUrl = address });
        var services = new ServiceCollection()
            .AddLogging()
            .AddMvcCore().AddViews().Services
            .AddSingleton<ITenant>(tenant)
            .AddSingleton<IHostEnvironment>(new TestEnvironment("") { EnvironmentName = environment })
            .BuildServiceProvider();
        var component = new MissingAddressViewComponent
        {
            ViewComponentContext = new ViewComponentContext
            { ViewContext = new ViewContext { HttpContext = new DefaultHttpContext { RequestServices = services } } },
        };

        Assert.Equal(shown, component.Invoke() is ViewViewComponentResult);
    }
}
