namespace Marketplace.Abstractions;

/// <summary>Where the frames of every theme lead visitors and members; the module Users answers there.</summary>
public static class AccountPaths
{
    /// <summary>Takes <c>?returnUrl=</c>, a path of this host.</summary>
    public const string SignIn = "~/account/login";

    /// <summary>Takes <c>?returnUrl=</c>, a path of this host.</summary>
    public const string Register = "~/account/register";

    /// <summary>Answers POST with an antiforgery token.</summary>
    public const string SignOut = "~/account/logout";
}
