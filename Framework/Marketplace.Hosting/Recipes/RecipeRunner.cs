using Marketplace.Abstractions;
using Marketplace.Hosting.Observability;
using Marketplace.Hosting.Shells;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Hosting.Recipes;

/// <summary>Carries out the steps of a recipe that belong to modules, inside the tenant's shell.</summary>
internal sealed class RecipeRunner(IHostEnvironment environment)
{
    /// <exception cref="RecipeException">No enabled module knows a step, or a step's content is wrong.</exception>
    public async Task RunAsync(Shell shell, Recipe recipe, AdministratorAccount? administrator, CancellationToken cancellationToken)
    {
        var outer = CurrentShell.Value;
        CurrentShell.Value = shell;
        shell.Speak();
        using var actor = CurrentActor.Begin(Acting.Recipe);
        try
        {
            await using var scope = shell.Services.CreateAsyncScope();
            var handlers = scope.ServiceProvider.GetServices<IRecipeStepHandler>()
                .ToDictionary(x => x.Name, StringComparer.OrdinalIgnoreCase);
            var names = recipe.Steps.Select(Recipe.StepName).ToList();
            if (names.Find(x => !handlers.ContainsKey(x)) is { } unknown)
                throw new RecipeException(
                    $"The recipe '{recipe.Name}' has a step '{unknown}', which none of its features knows: enable the module that does, "
                    + "or correct the name.");
            foreach (var step in recipe.Steps)
                await handlers[Recipe.StepName(step)].ExecuteAsync(
                    new RecipeStepContext(step, recipe.Folder, environment.IsDevelopment()), cancellationToken);
            if (administrator is not null)
                await scope.ServiceProvider.GetRequiredService<IAdministratorAccounts>().CreateAsync(administrator, cancellationToken);
        }
        finally
        {
            CurrentShell.Value = outer;
        }
    }
}
