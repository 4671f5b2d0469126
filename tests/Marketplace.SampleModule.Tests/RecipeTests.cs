using Marketplace.Testing;

namespace Marketplace.SampleModule.Tests;

public sealed class RecipeTests(Hosts hosts)
{
    [Fact]
    public async Task A_recipe_makes_a_tenant_with_the_module_and_its_settings()
    {
        var app = await hosts.GetAsync(DatabaseKind.Sqlite);
        File.Copy(Path.Combine(Greetings.Folder, "recipes", "guestbook.json"), Path.Combine(app.AppData, "recipes", "guestbook.json"));
        Assert.Contains(app.Tenants.ListSetupRecipes(), x => x.Name == "guestbook");

        var administrator = new AdministratorAccount("ann@example.com", MarketplaceApp.Password);
        var made = await app.Tenants.CreateAsync(
            new TenantCreation("guests", "Guests", "guestbook", "/guests", [], Database: null, administrator), default);
        Assert.Null(made.Error);

        using var visitor = app.NewVisitor("/guests");
        Assert.NotNull((await visitor.GetPageAsync("/guestbook")).QuerySelector("form[data-test=greet]"));
        await visitor.SignInAsync("ann@example.com");
        var settings = await visitor.GetPageAsync("/admin/greetings/settings");
        Assert.Equal("Thank you for coming.", settings.QuerySelector("[name='Input.Answer']")!.GetAttribute("value"));
        Assert.Equal("30", settings.QuerySelector("[name='Input.KeepDays']")!.GetAttribute("value"));
    }
}
