using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

public sealed class RegisterPage(Guest guest)
{
    public async Task OpenAsync() => await guest.GoAsync("/account/register");

    public async Task RegisterAsync(string name = "Nora New")
    {
        await guest.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await guest.Page.GetByLabel("E-mail").FillAsync(guest.Email);
        await guest.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(guest.Password);
        if (await guest.Page.GetByTestId("register-terms").CountAsync() > 0)
            await guest.Page.GetByTestId("register-terms").CheckAsync();
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await guest.Page.GetByTestId("welcome-continue").ClickAsync();
        await Assertions.Expect(guest.Page.GetByTestId("account-menu")).ToBeVisibleAsync();
    }
}

public sealed class LoginPage(Guest guest)
{
    public async Task OpenAsync() => await guest.GoAsync("/account/login");

    /// <summary>Fills in the form of the page that is open.</summary>
    public async Task SignInAsync(string email)
    {
        await guest.Page.GetByLabel("E-mail").FillAsync(email);
        await guest.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(guest.Password);
        await guest.Page.GetByTestId("login-submit").ClickAsync();
        await Assertions.Expect(guest.Page.GetByTestId("account-menu")).ToBeVisibleAsync();
    }
}
