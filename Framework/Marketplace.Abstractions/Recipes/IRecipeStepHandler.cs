using System.Text.Json.Nodes;

namespace Marketplace.Abstractions;

/// <summary>
/// Carries out one kind of recipe step. Steps are idempotent: the same recipe may run again. The host itself handles <c>feature</c> and
/// <c>settings</c>.
/// </summary>
public interface IRecipeStepHandler
{
    /// <summary>The step's <c>name</c>.</summary>
    string Name { get; }

    /// <exception cref="RecipeException">The step's content is wrong; the message says which field and why.</exception>
    Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken);
}

/// <param name="Step">The step's JSON object.</param>
/// <param name="Folder">Where the recipe lies; files it names are relative to it.</param>
public sealed record RecipeStepContext(JsonObject Step, string Folder, bool IsDevelopment);

/// <summary>A recipe that cannot run. The message is one sentence for the person who wrote it.</summary>
public sealed class RecipeException(string message) : Exception(message);
