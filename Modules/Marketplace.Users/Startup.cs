using Marketplace.Data;
using Marketplace.Users.Accounts;
using Marketplace.Users.Accounts.Storage;
using Marketplace.Users.Addresses;
using Marketplace.Users.Administration;
using Marketplace.Users.Credentials;
using Marketplace.Users.Languages;
using Marketplace.Users.Limits;
using Marketplace.Users.Mails;
using Marketplace.Users.Overview;
using Marketplace.Users.Recipes;
using Marketplace.Users.Registration;
using Marketplace.Users.Roles;
using Marketplace.Users.Sessions;
using Marketplace.Users.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketplace.Users;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddDataMigration<Migrations>();
        services.AddDataMigration<SessionTables>();
        services.AddDataMigration<LimitTables>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddSingleton<INavigationProvider, Menus>();
        AddAccounts(services);
        AddSignIn(services);
        AddRoles(services);
        services.AddScoped<RegisterUser>();
        services.AddSingleton<IUserLanguages, UserLanguages>();
        services.AddSingleton<AccountMails>();
        services.AddSingleton<AccountLinks>();
        services.AddScoped<AccountMailText>();
        services.AddEventHandler<AccountMailRequested, SendAccountMail>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<ConfirmEmail>();
        services.AddScoped<CheckPassword>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<AskForPasswordReset>();
        services.AddEventHandler<PasswordResetAsked, MailPasswordReset>();
        services.AddScoped<ChangeAddress>();
        services.AddScoped<RefusalText>();
        services.AddScoped<ListUsers>();
        services.AddScoped<ReadRegistrations>();
        services.AddToZone<RegistrationsViewComponent>(Zones.AdminOverview, order: 40, Permissions.ManageUsers);
        services.AddSingleton<IAuditActs, UserActs>();
        services.AddToZone<SharedAddressesViewComponent>(Zones.AdminAttention, order: 12, Permissions.ManageUsers);
        services.AddScoped<CreateUser>();
        services.AddScoped<ChangeUserRoles>();
        services.AddScoped<LockUser>();
        services.AddScoped<SendResetLink>();
        services.AddScoped<ChangeRolePermissions>();
        services.AddScoped<SeedUser>();
        services.AddScoped<IAdministratorAccounts, AdministratorAccounts>();
        services.AddScoped<IRecipeStepHandler, UsersStep>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        ShortAddresses.Map(routes);

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddScoped<AccountErrors>();
        services.AddSingleton<ILookupNormalizer, Lookups>();
        services.AddIdentityCore<User>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // The address is the user name; AddressRule says which are allowed.
                options.User.AllowedUserNameCharacters = "";
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
            .AddSignInManager<UserSignIn>();
        services.AddSingleton<IConfigureOptions<PasswordHasherOptions>, PasswordWork>();
        services.AddScoped<IUserDirectory, UserDirectory>();
        services.AddSingleton<IPermissionHolders, PermissionHolders>();
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddSessionCookies();
        services.AddSingleton<SessionMemory>();
        services.AddScoped<SessionStore>();
        services.AddBackgroundTask<ForgetEndedSessions>();
        services.AddScoped<AccountLimits>();
        services.AddScoped<MailLimits>();
        services.AddScoped<KnownDevices>();
        services.AddBackgroundTask<ForgetOldLimits>();
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
