using System.Security.Claims;
using Marketplace.Data;
using Marketplace.Payments.Areas.Payments.Pages.Admin;
using Marketplace.Payments.Packages;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Tests.Packages;

public sealed class EditPackagePageTests
{
    [Fact]
    public async Task What_was_typed_stays_with_the_error_where_it_cannot_be_saved()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        await using var scope = desk.Shell.CreateScope();
        var change = new ChangePackages(new RefusingAdministration());
        var page = new EditPackageModel(
            desk.Shell.Tenant,
            scope.ServiceProvider.GetRequiredService<PackageRules>(),
            Save(desk, scope.ServiceProvider, change),
            change,
            scope.ServiceProvider.GetRequiredService<AmountReader>(),
            new Ui.EditConflicts(new PlainText<Ui.UiTexts>()),
            scope.ServiceProvider.GetRequiredService<IStringLocalizer<EditPackageModel>>())
        {
            Input = new EditPackageModel.InputModel { Id = "mega", Name = "Mega", Credits = "900", PriceUsd = "900" },
            PageContext = new PageContext
            {
                HttpContext = new DefaultHttpContext
                { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "usr_olga")], "test")) },
            },
        };
        Assert.IsType<PageResult>(await page.OnPostAsync("new", default));
        Assert.Equal("Somebody else changed the settings.", Assert.Single(page.ModelState[""]!.Errors).ErrorMessage);
        Assert.Equal(("Mega", "900"), (page.Input.Name, page.Input.Credits));
    }

    private static SavePackage Save(Desk desk, IServiceProvider services, ChangePackages change) => new(
        desk.Shell.Tenant, change, desk.Shell.Database, services.GetRequiredService<IApproval>());

    private sealed class RefusingAdministration : ITenantAdministration
    {
        private static readonly TenantChangeResult Refused = new("Somebody else changed the settings.");

        public IReadOnlyList<FeatureInfo> ListFeatures() => [];

        public Task<TenantChangeResult> ChangeFeaturesAsync(
            IReadOnlyCollection<string> enable, IReadOnlyCollection<string> disable, CancellationToken cancellationToken) =>
                Task.FromResult(Refused);

        public Task<TenantChangeResult> ChangeSettingsAsync<T>(string section, T value, CancellationToken cancellationToken) =>
            Task.FromResult(Refused);

        public Task<TenantChangeResult> EditAsync(Func<TenantEdit, TenantEdit?> change, CancellationToken cancellationToken) =>
            Task.FromResult(Refused);

        public Task<TenantChangeResult> RenameAsync(string displayName, CancellationToken cancellationToken) => Task.FromResult(Refused);
    }
}
