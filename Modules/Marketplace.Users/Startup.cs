using Marketplace.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddDataMigration<Migrations>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddSingleton<INavigationProvider, Menus>();
        AddAccounts(services);
        AddSignIn(services);
        AddRoles(services);
        services.AddScoped<RegisterUser>();
        services.AddSingleton<AccountMails>();
        services.AddSingleton<AccountLinks>();
        services.AddScoped<AccountMailText>();
        services.AddEventHandler<AccountMailRequested, SendAccountMail>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<ConfirmEmail>();
        services.AddScoped<ChangeAddress>();
        services.AddScoped<RefusalText>();
        services.AddScoped<ListUsers>();
        services.AddScoped<ReadRegistrations>();
        services.AddToZone<RegistrationsViewComponent>(Zones.AdminOverview, order: 40, Permissions.ManageUsers);
        services.AddScoped<CreateUser>();
        services.AddScoped<ChangeUserRoles>();
        services.AddScoped<LockUser>();
        services.AddScoped<ChangeRolePermissions>();
        services.AddScoped<SeedUser>();
        services.AddScoped<IAdministratorAccounts, AdministratorAccounts>();
        services.AddScoped<IRecipeStepHandler, UsersStep>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) => ShortAddresses.Map(routes);

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddScoped<AccountErrors>();
        services.AddIdentityCore<User>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // The address is the user name; AddressRule says which are allowed.
                options.User.AllowedUserNameCharacters = "";
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                options.Lockout.AllowedForNewUsers = true;
                options.Password.RequiredLength = PasswordRule.MinLength;
                options.Password.RequiredUniqueChars = PasswordRule.MinDifferent;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Tokens.EmailConfirmationTokenProvider = AccountTokens.ProviderName;
                options.Tokens.ChangeEmailTokenProvider = AccountTokens.ProviderName;
                options.Tokens.PasswordResetTokenProvider = AccountTokens.ProviderName;
            })
            .AddUserStore<UserStore>()
            .AddUserManager<UserAccounts>()
            .AddUserValidator<AddressRule>()
            .AddPasswordValidator<PasswordRule>()
            .AddErrorDescriber<AccountErrors>()
            .AddClaimsPrincipalFactory<UserClaims>()
            .AddTokenProvider<AccountTokens>(AccountTokens.ProviderName)
            .AddSignInManager();
        services.AddScoped<IUserDirectory, UserDirectory>();
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddSessionCookies();
        // Changed roles and ended sessions take effect within this time; it costs one read per user and minute.
        services.Configure<SecurityStampValidatorOptions>(x => x.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddScoped<SignInWithPassword>();
    }

    private static void AddRoles(IServiceCollection services)
    {
        services.AddSingleton<RolePermissions>();
        services.AddSingleton<PermissionCatalog>();
        services.AddSingleton<DefaultGrants>();
        services.AddSingleton<ITenantEvents>(x => x.GetRequiredService<DefaultGrants>());
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
    }
}
