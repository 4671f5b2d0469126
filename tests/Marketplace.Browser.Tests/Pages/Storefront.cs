using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

public sealed class Storefront(Guest guest)
{
    public async Task OpenAsync(string category = "") =>
        await guest.GoAsync(category.Length == 0 ? "/marketplace" : "/marketplace/" + category);

    public ILocator Card(string product) =>
        guest.Page.GetByTestId("product-card")
            .Filter(new() { Has = guest.Page.GetByRole(AriaRole.Heading, new() { Name = product, Exact = true }) });

    public ILocator PriceOf(string product) => Card(product).GetByTestId("price");

    public Task BuyNowAsync(string product) =>
        Card(product).GetByRole(AriaRole.Button, new() { Name = "Buy Now: " + product }).ClickAsync();

    public async Task OpenProductAsync(string product)
    {
        await Card(product).GetByRole(AriaRole.Link, new() { Name = product }).ClickAsync();
        await guest.ExpectAddressAsync("/marketplace/service/");
    }
}
