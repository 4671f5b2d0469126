namespace Marketplace.Abstractions;

/// <summary>
/// Makes the first administrator of a new tenant. The setup calls it in the new tenant's scope; the module Users implements it.
/// </summary>
public interface IAdministratorAccounts
{
    /// <summary>
    /// Makes a user with the role <see cref="Roles.Administrator"/> and a confirmed e-mail address. Where the address has an account
    /// already, that account gets the role and keeps its password, so that a repeated setup changes nothing.
    /// </summary>
    /// <exception cref="RecipeException">The address or the password is refused; the message is one sentence for the person who typed
    /// it.</exception>
    Task CreateAsync(AdministratorAccount account, CancellationToken cancellationToken);
}
