using Microsoft.AspNetCore.Http;

namespace Marketplace.Ui;

/// <summary>
/// Why a form was not carried out although nothing is wrong with what it says. Set as a feature of the request; the error page then says
/// so.
/// </summary>
/// <param name="Kept">Sealed by <see cref="KeptForms"/>, where it may be sent again.</param>
public sealed record StaleForm(StaleFormReason Reason, string? Kept)
{
    public int Status => Reason switch
    {
        StaleFormReason.SignedOut => StatusCodes.Status401Unauthorized,
        StaleFormReason.SomebodyElse or StaleFormReason.SignedInSince => StatusCodes.Status409Conflict,
        StaleFormReason.Expired => StatusCodes.Status400BadRequest,
        _ => throw new InvalidOperationException($"{Reason} has no status."),
    };

    /// <returns>Null where the request holds no form, or one that cannot be read.</returns>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return null;
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The page that the form stood on.</summary>
    public static string PageOf(HttpRequest request)
    {
        var query = request.Query.Where(x => !string.Equals(x.Key, "handler", StringComparison.OrdinalIgnoreCase));
        return request.PathBase + request.Path + QueryString.Create(query);
    }
}

public enum StaleFormReason
{
    /// <summary>The session has ended since the page was made.</summary>
    SignedOut,

    /// <summary>Somebody else has signed in since.</summary>
    SomebodyElse,

    /// <summary>The page was made for a visitor who has signed in since.</summary>
    SignedInSince,

    /// <summary>The form's token is missing, or belongs to cookies that are gone.</summary>
    Expired,
}
