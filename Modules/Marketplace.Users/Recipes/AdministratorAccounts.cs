namespace Marketplace.Users.Recipes;

internal sealed class AdministratorAccounts(SeedUser seed) : IAdministratorAccounts
{
    public Task CreateAsync(AdministratorAccount account, CancellationToken cancellationToken) =>
        seed.ExecuteAsync(account.Email, "", [Abstractions.Roles.Administrator], account.Password, cancellationToken);
}
