using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Marketplace.Users.Recipes;

/// <summary>
/// <c>{"name":"users","developmentOnly":true,"users":[{"email":"…","name":"…","roles":["Administrator"],"password":"…"}]}</c>:
/// accounts that are there from the start, with confirmed addresses.
/// </summary>
internal sealed class UsersStep(SeedUser seed, ILogger<UsersStep> logger) : IRecipeStepHandler
{
    public string Name => "users";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        var step = Read(context.Step);
        if (step.DevelopmentOnly && !context.IsDevelopment)
        {
            logger.LogInformation("The recipe's users are for Development only and were left out");
            return;
        }

        foreach (var user in step.Users)
            await seed.ExecuteAsync(user.Email, user.Name ?? "", user.Roles ?? [], user.Password, cancellationToken);
    }

    private static Step Read(JsonObject json)
    {
        try
        {
            var step = json.Deserialize<Step>(TenantSettings.Json)!;
            return step.Users.Any(x => x is null || string.IsNullOrWhiteSpace(x.Email) || string.IsNullOrEmpty(x.Password))
                ? throw new RecipeException("The step \"users\" has a user without an \"email\" or a \"password\".")
                : step;
        }
        catch (JsonException e)
        {
            throw new RecipeException(
                $"The step \"users\" cannot be read at {e.Path}: it needs \"users\", a list of objects with \"email\" and \"password\".");
        }
    }

    private sealed record Step
    {
        public bool DevelopmentOnly { get; init; }

        public required IReadOnlyList<StepUser> Users { get; init; }
    }

    private sealed record StepUser
    {
        public required string Email { get; init; }

        public required string Password { get; init; }

        public string? Name { get; init; }

        public IReadOnlyList<string>? Roles { get; init; }
    }
}
