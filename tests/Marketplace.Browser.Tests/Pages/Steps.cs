using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

/// <summary>Ways that many tests go.</summary>
internal static class Steps
{
    public static async Task RegisterAsync(this Guest guest)
    {
        var page = new RegisterPage(guest);
        await page.OpenAsync();
        await page.RegisterAsync();
    }

    public static async Task SignInAsync(this Guest guest, string email)
    {
        var page = new LoginPage(guest);
        await page.OpenAsync();
        await page.SignInAsync(email);
    }

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
