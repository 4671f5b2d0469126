using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Data;

/// <summary>
/// A feature's tables. <see cref="CreateAsync"/> makes them and returns the version they then have; methods
/// <c>public Task&lt;int&gt; UpdateFrom1Async(UnitOfWork db)</c> lead from one version to the next. Each class runs in one transaction when
/// a shell is activated. It belongs to the feature named by its <see cref="Abstractions.FeatureAttribute"/>, else to its module.
/// </summary>
public abstract class DataMigration
{
    public abstract Task<int> CreateAsync(UnitOfWork db);
}

public sealed record DataMigrationRegistration(Type MigrationType);

public static class MigrationRegistration
{
    public static IServiceCollection AddDataMigration<TMigration>(this IServiceCollection services)
        where TMigration : DataMigration, new() =>
        services.AddSingleton(new DataMigrationRegistration(typeof(TMigration)));
}
