using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Sale;

public sealed class AccountFormTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    public async Task A_refused_registration_says_why_beside_the_field_and_keeps_the_rest()
    {
        var guest = await EnterAsync();
        guest.Watch.Expect("/account/register");
        await new RegisterPage(guest).OpenAsync();
        var name = guest.Page.GetByLabel("Name", new() { Exact = true });
        var password = guest.Page.GetByLabel("Password", new() { Exact = true });
        await name.FillAsync("Nora New");
        await guest.Page.GetByLabel("E-mail").FillAsync(guest.Email);
        await password.FillAsync("short");
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Expect(password).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(guest.Page.Locator(".error-summary")).ToBeVisibleAsync();
        await Expect(name).ToHaveValueAsync("Nora New");
        await new RegisterPage(guest).RegisterAsync();
    }

    [Fact]
    public async Task A_wrong_password_does_not_say_whether_the_address_exists()
    {
        var guest = await EnterAsync();
        guest.Watch.Expect("/account/login");
        var login = new LoginPage(guest);
        var texts = new List<string>();
        foreach (var email in new[] { "customer@example.com", guest.Email })
        {
            await login.OpenAsync();
            await guest.Page.GetByLabel("E-mail").FillAsync(email);
            await guest.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
            await guest.Page.GetByTestId("login-submit").ClickAsync();
            var problem = guest.Page.Locator(".error-summary, .alert-danger").First;
            await Expect(problem).ToBeVisibleAsync();
            texts.Add(await problem.InnerTextAsync());
        }

        Assert.Equal(texts[0], texts[1]);
    }
}
