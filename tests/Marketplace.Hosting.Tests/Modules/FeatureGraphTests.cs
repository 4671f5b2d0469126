using Marketplace.Hosting.Modules;

namespace Marketplace.Hosting.Tests.Modules;

public sealed class FeatureGraphTests
{
    [Fact]
    public void Dependencies_come_first()
    {
        var catalogue = new ModuleCatalogue([Feature("a", "b", "c"), Feature("b", "c"), Feature("c"), Feature("d", "a")]);

        Assert.Equal(["c", "b", "a", "d"], catalogue.Features.Select(x => x.Id));
        Assert.Equal(["c", "b", "a"], catalogue.WithDependencies(["a"]).Select(x => x.Id));
        Assert.Equal(["a", "b", "d"], catalogue.WithDependents(["b"], ["a", "b", "c", "d"]).Order());
    }

    [Fact]
    public void A_missing_dependency_is_named()
    {
        var error = Assert.Throws<StartupException>(() => new ModuleCatalogue([Feature("shop", "till")]));

        Assert.Contains("'shop' depends on 'till'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_is_named()
    {
        var error = Assert.Throws<StartupException>(() => new ModuleCatalogue([Feature("a", "b"), Feature("b", "c"), Feature("c", "a")]));

        Assert.Contains("a → b → c → a", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_modules_of_one_id_are_refused() =>
        Assert.Throws<StartupException>(() => new ModuleCatalogue([Feature("a"), Feature("a")]));

    [Fact]
    public void What_is_unknown_is_left_out() =>
        Assert.Equal(["a"], new ModuleCatalogue([Feature("a")]).WithDependencies(["a", "removed"]).Select(x => x.Id));

    private static FeatureDescriptor Feature(string id, params string[] dependencies) => new()
    {
        Id = id,
        Name = id,
        Description = "",
        Category = "",
        Dependencies = dependencies,
        Assembly = typeof(FeatureGraphTests).Assembly,
        ModuleId = id,
        Startups = [],
    };
}
