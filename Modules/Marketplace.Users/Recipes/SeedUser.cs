using Marketplace.Data;
using Marketplace.Users.Accounts;
using Marketplace.Users.Roles;

namespace Marketplace.Users.Recipes;

/// <summary>Makes sure that an account exists and has its roles. An account that exists keeps its name and password.</summary>
internal sealed class SeedUser(UserAccounts users, DefaultGrants defaults, RolePermissions permissions, TimeProvider time)
{
    /// <exception cref="RecipeException">The address, a role or the password is refused.</exception>
    public async Task ExecuteAsync(
        string email, string name, IReadOnlyCollection<string> roles, string password, CancellationToken cancellationToken)
    {
        // Features may bring roles of their own.
        await defaults.EnsureAsync(cancellationToken);
        var known = (await permissions.GetAsync(cancellationToken)).Roles;
        if (roles.FirstOrDefault(x => !known.ContainsKey(x)) is { } unknown)
            throw new RecipeException($"The user {email} is to have the role \"{unknown}\", but there is no such role.");
        if (name.Length > 0 && (!NameRules.IsReadable(name) || NameRules.HasAddress(name)))
            throw new RecipeException(
                $"The user {email} is to be called \"{name}\", which nobody can read, or which holds a web or mail address.");
        if (await users.FindByEmailAsync(email.Trim()) is { } existing)
        {
            if (existing.Roles.IsSupersetOf(roles))
                return;
            var before = UserActs.Words(existing.Roles);
            existing.Roles.UnionWith(roles.Select(x => known[x].Name));
            existing.Note(Seeded(existing, UserActs.RolesChanged) with { Before = before });
            Require(email, await users.UpdateAsync(existing));
            return;
        }

        var user = User.New(email, name, time);
        user.EmailConfirmed = true;
        user.Roles.UnionWith(roles.Select(x => known[x].Name));
        if (user.Roles.Any(x => x != Abstractions.Roles.Customer))
            user.Note(Seeded(user, UserActs.Invited));
        Require(email, await users.CreateAsync(user, password));
    }

    /// <summary>By whoever runs the recipe or the set-up.</summary>
    private static AuditEntry Seeded(User user, string act) =>
        new(act, user.Id) { Concerns = user.Id, After = $"{user.Email}: {UserActs.Words(user.Roles)}" };

    private static void Require(string email, Microsoft.AspNetCore.Identity.IdentityResult result)
    {
        if (!result.Succeeded)
            throw new RecipeException(
                $"The user {email} was not made: "
                + $"{string.Join(' ', result.Errors.Select(x => x.Description).Distinct(StringComparer.Ordinal))}");
    }
}
