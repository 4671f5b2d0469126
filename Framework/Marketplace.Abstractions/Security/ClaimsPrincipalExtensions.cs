using System.Security.Claims;

namespace Marketplace.Abstractions;

public static class ClaimsPrincipalExtensions
{
    /// <summary>The signed-in user's id (<c>usr_…</c>), or null for a visitor.</summary>
    public static string? FindUserId(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or endpoint lacks its authorization.</exception>
    public static string GetUserId(this ClaimsPrincipal user) =>
        user.FindUserId() ?? throw new InvalidOperationException("Nobody is signed in.");
}
