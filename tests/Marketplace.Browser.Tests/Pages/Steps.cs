using Marketplace.Browser.Tests.Support;
using Marketplace.Testing;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

/// <summary>Ways that many tests go.</summary>
internal static class Steps
{
    /// <summary>Without the browser, which shows it in <c>FirstSaleTests</c>. No page is open afterwards.</summary>
    public static async Task RegisterAsync(this Guest guest)
    {
        using var visitor = new Visitor(guest.Address, guest.Prefix);
        await visitor.FollowAsync(
            await visitor.SubmitAsync(
                "/account/register",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["Input.Name"] = "Nora New", ["Input.Email"] = guest.Email, ["Input.Password"] = guest.Password,
                }));
        await guest.TakeCookiesAsync(visitor);
    }

    /// <summary>Without the browser, which shows it in <c>AdminTests</c>. No page is open afterwards.</summary>
    public static async Task SignInAsync(this Guest guest, string email)
    {
        using var visitor = new Visitor(guest.Address, guest.Prefix);
        await visitor.SignInAsync(email);
        await guest.TakeCookiesAsync(visitor);
    }

    private static Task TakeCookiesAsync(this Guest guest, Visitor visitor) =>
        guest.Context.AddCookiesAsync(
            visitor.Cookies.GetAllCookies().Select(
                x => new Cookie { Name = x.Name, Value = x.Value, Domain = x.Domain, Path = x.Path, HttpOnly = x.HttpOnly }));

    /// <summary>On the wallet page, with a card that works.</summary>
    public static async Task BuyCreditsAsync(this Guest guest, int amount)
    {
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyAsync(amount);
        await new PaymentDialog(guest).PayAsync($"${amount}.00", PaymentDialog.GoodCard);
        await Assertions.Expect(wallet.Balance).ToHaveTextAsync($"${amount}.00");
    }

    /// <summary>Every place that shows the balance shows the same.</summary>
    public static async Task ExpectBalanceEverywhereAsync(this Guest guest, decimal balance, string product)
    {
        var text = "$" + balance.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(balance, await guest.ReadBalanceAsync());
        Assert.Equal(balance, (await guest.GetJsonAsync("/api/user/tfc-balance")).GetProperty("balance").GetDecimal());
        await Assertions.Expect(new Topbar(guest).BalancePill).ToHaveTextAsync(text);
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await Assertions.Expect(wallet.Balance).ToHaveTextAsync(text);
        await Assertions.Expect(new Topbar(guest).BalancePill).ToHaveTextAsync(text);
        var page = new ProductPage(guest);
        await page.OpenAsync(product);
        await Assertions.Expect(page.Balance).ToHaveTextAsync(text);
    }
}
