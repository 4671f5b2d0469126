using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Docs.Ordering;
using Marketplace.Docs.Tests.Site;
using Microsoft.Extensions.DependencyInjection;

[assembly: Module(
    Id = "Marketplace.Docs.Tests",
    Name = "Pages of a test",
    Description = "Published pages in memory.",
    Category = "Tests",
    Dependencies = ["Marketplace.Docs"])]

namespace Marketplace.Docs.Tests;

/// <summary>Gives the real host the pages of <see cref="SamplePages"/>, in the place of those that editors keep.</summary>
public sealed class TestStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddSingleton(_ => SamplePages.NewContent())
            .AddSingleton<IPublishedContent>(x => x.GetRequiredService<TestContent>())
            .AddSingleton<ITextPages>(x => x.GetRequiredService<TestContent>())
            .AddSingleton<IDocTree, TestDocTree>();
}
